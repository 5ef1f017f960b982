import { ActForm, wideClass } from '@/components/handoff/act-form.client'
import { agentOf, type PageOf, type Said, whoOf } from '@/components/handoff/said'
import { Button, buttonClass } from '@/components/kit/button.client'
import { controlClass } from '@/components/kit/field.client'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText } from '@/lib/core/language'
import type { PageFacts } from '@/lib/visits/view'
import { reportReasons } from '@/lib/visits/words'

type CheckProps = { page: PageOf<'check'>; said: Said; answer: unknown }

/** Asks the customer to show that it is them. */
export function Check({ page, said, answer }: CheckProps) {
  const { texts } = said
  const { facts, check } = page
  const isEmail = check === 'email'
  const fault = answer === 'wrong' || answer === 'empty' ? texts[answer] : null
  return (
    <ActForm action={customerRoutes.act(facts.code)} what="check" className="flex flex-col gap-4">
      <p>
        {isEmail
          ? fillText(texts.checkEmail, { who: whoOf(facts, said) })
          : fillText(texts.checkWords, { agent: agentOf(facts, said) })}
      </p>
      <div className="flex flex-col gap-1">
        <label htmlFor="answer" className="text-sm font-medium">
          {isEmail ? texts.emailLabel : texts.wordsLabel}
        </label>
        <input
          id="answer"
          name="answer"
          type="text"
          inputMode={isEmail ? 'email' : 'text'}
          autoComplete={isEmail ? 'email' : 'off'}
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
      <div className="flex flex-col gap-2 sm:flex-row-reverse">
        <Button type="submit" variant="primary" className={wideClass}>
          {texts.goOn}
        </Button>
        <a href={customerRoutes.report(facts.code)} className={`${buttonClass()} ${wideClass}`}>
          {texts.notExpected}
        </a>
      </div>
    </ActForm>
  )
}

type ReportProps = { facts: PageFacts; said: Said }

/** Asks somebody who did not expect the link for the reason. */
export function Report({ facts, said }: ReportProps) {
  const { texts } = said
  return (
    <ActForm action={customerRoutes.act(facts.code)} what="report" className="flex flex-col gap-4">
      <p>{fillText(texts.reportText, { who: whoOf(facts, said) })}</p>
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
      <div className="flex flex-col gap-2 sm:flex-row-reverse">
        <Button type="submit" variant="alarm" className={wideClass}>
          {texts.report}
        </Button>
        <a href={customerRoutes.page(facts.code)} className={`${buttonClass()} ${wideClass}`}>
          {texts.back}
        </a>
      </div>
    </ActForm>
  )
}
