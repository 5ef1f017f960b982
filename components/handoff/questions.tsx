import { ActForm, OrElse, wideClass } from '@/components/handoff/act-form.client'
import { type PageOf, partiesOf, type Said } from '@/components/handoff/said'
import { Button } from '@/components/kit/button.client'
import { controlClass } from '@/components/kit/field.client'
import { Notice } from '@/components/kit/notice.client'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText } from '@/lib/core/language'
import { answerFaults, type PageFacts } from '@/lib/visits/view'
import { reportReasons } from '@/lib/visits/words'

type CheckProps = { page: PageOf<'check'>; said: Said; answer: unknown }

/** Asks the customer to show that it is them. */
export function Check({ page, said, answer }: CheckProps) {
  if (page.check !== 'digits') return <Answer page={page} said={said} answer={answer} />
  if (!page.hasDigits) return <MailDigits page={page} said={said} answer={answer} />
  return (
    <>
      <Answer page={page} said={said} answer={answer} />
      <ActForm action={customerRoutes.act(page.facts.code)} what="mail_digits">
        <Button type="submit" variant="link" className="-ml-3">
          {said.texts.mailNewDigits}
        </Button>
      </ActForm>
    </>
  )
}

/** Digits are mailed when somebody wants them, and not by opening the link: they last for minutes. */
function MailDigits({ page, said, answer }: CheckProps) {
  const { texts } = said
  const { facts } = page
  return (
    <>
      {answer === 'stale' && <Notice tone="failure">{texts.stale}</Notice>}
      <p>{fillText(texts.checkDigits, partiesOf(facts, said))}</p>
      <OrElse href={customerRoutes.report(facts.code)} text={texts.notExpected}>
        <ActForm action={customerRoutes.act(facts.code)} what="mail_digits" className="sm:flex-1">
          <Button type="submit" variant="primary" className={wideClass}>
            {texts.mailDigits}
          </Button>
        </ActForm>
      </OrElse>
    </>
  )
}

type Fields = Pick<React.ComponentProps<'input'>, 'inputMode' | 'autoComplete'> & {
  question: 'checkEmail' | 'digitsMailed' | 'checkWords'
  label: 'emailLabel' | 'digitsLabel' | 'wordsLabel'
  /** What is said of too little. */
  empty?: 'fullAddress' | 'allDigits'
}

const fieldsOf: Record<PageOf<'check'>['check'], Fields> = {
  email: {
    question: 'checkEmail',
    label: 'emailLabel',
    empty: 'fullAddress',
    inputMode: 'email',
    autoComplete: 'email',
  },
  digits: {
    question: 'digitsMailed',
    label: 'digitsLabel',
    empty: 'allDigits',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
  },
  words: { question: 'checkWords', label: 'wordsLabel', inputMode: 'text', autoComplete: 'off' },
}

function Answer({ page, said, answer }: CheckProps) {
  const { texts } = said
  const { facts, check } = page
  const { question, label, empty = 'empty', inputMode, autoComplete } = fieldsOf[check]
  const known = answerFaults.find((one) => one === answer)
  const fault = known ? texts[known === 'empty' ? empty : known] : null
  return (
    <ActForm action={customerRoutes.act(facts.code)} what="check" className="flex flex-col gap-4">
      <p>{fillText(texts[question], partiesOf(facts, said))}</p>
      <div className="flex flex-col gap-1">
        <label htmlFor="answer" className="text-sm font-medium">
          {texts[label]}
        </label>
        <input
          id="answer"
          name="answer"
          type="text"
          inputMode={inputMode}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          required
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it is to be typed anew, and is read with its fault
          autoFocus={fault !== null}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : 'fault'}
          className={controlClass}
        />
        {fault !== null && (
          <p id="fault" role="alert" className="text-sm text-status-failed">
            {fault}
          </p>
        )}
      </div>
      <OrElse href={customerRoutes.report(facts.code)} text={texts.notExpected}>
        <Button type="submit" variant="primary" className={wideClass}>
          {texts.goOn}
        </Button>
      </OrElse>
    </ActForm>
  )
}

type ReportProps = { facts: PageFacts; said: Said }

/** Asks somebody who did not expect the link for the reason. */
export function Report({ facts, said }: ReportProps) {
  const { texts } = said
  return (
    <ActForm action={customerRoutes.act(facts.code)} what="report" className="flex flex-col gap-4">
      <p>{fillText(texts.reportText, partiesOf(facts, said))}</p>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">{texts.reason}</legend>
        {reportReasons.map((reason) => (
          <label key={reason} className="flex min-h-control items-center gap-3">
            <input type="radio" name="reason" value={reason} required className="size-5 accent-accent" />
            {texts[reason]}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-col gap-1">
        <label htmlFor="more" className="text-sm font-medium">
          {texts.more}
        </label>
        <textarea
          id="more"
          name="text"
          rows={3}
          maxLength={500}
          className="w-full rounded-lg border border-control-line bg-surface px-3 py-2 text-base pointer-coarse:text-lg"
        />
      </div>
      <OrElse href={customerRoutes.page(facts.code)} text={texts.back}>
        <Button type="submit" variant="alarm" className={wideClass}>
          {texts.report}
        </Button>
      </OrElse>
    </ActForm>
  )
}
