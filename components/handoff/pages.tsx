import type { ReactNode } from 'react'

import { ConnectPart } from '@/components/handoff/connect.client'
import { ActForm } from '@/components/handoff/frame'
import { PrintButton } from '@/components/handoff/print.client'
import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { fillText } from '@/components/handoff/texts/fill'
import { Until } from '@/components/handoff/until.client'
import { WantedList } from '@/components/handoff/wanted'
import { Button, buttonClass } from '@/components/kit/button.client'
import { controlClass } from '@/components/kit/field.client'
import { Notice } from '@/components/kit/notice.client'
import { customerRoutes } from '@/lib/core/desk-routes'
import type { Language } from '@/lib/core/language'
import { reportReasons } from '@/lib/handoff/words'
import type { CustomerPage, EndReason, PageFacts } from '@/lib/visits/view'

export type Said = { texts: CustomerPageTexts; language: Language; company: string | null }

type Of<Kind extends CustomerPage['kind']> = Extract<CustomerPage, { kind: Kind }>

/** Who asks, as far as it is known: the agent, the company, or both. */
export function whoOf({ agent }: Pick<PageFacts, 'agent'>, { texts, company }: Said): string {
  if (agent && company) return fillText(texts.from, { agent, company })
  return agent ?? company ?? texts.somebody
}

/** Whom the customer can turn to. */
const agentOf = (facts: PageFacts, said: Said) => facts.agent ?? said.company ?? said.texts.somebody

function UntilText({ text, at, language }: { text: string; at: string; language: Language }) {
  const [before, after] = text.split('{until}')
  return (
    <>
      {before}
      <Until at={at} language={language} />
      {after}
    </>
  )
}

const asksOf = (facts: PageFacts, texts: CustomerPageTexts) => {
  if (facts.isReconnect) return texts.asksAgain
  return facts.integrations.length > 1 ? texts.asksSeveral : texts.asks
}

/** The heading of each page. */
export function titleOf(page: CustomerPage, said: Said): string {
  const { texts } = said
  if (page.kind === 'unknown') return texts.unknownTitle
  if (page.kind === 'welcome') return fillText(asksOf(page.facts, texts), { who: whoOf(page.facts, said) })
  if (page.kind === 'check') return texts.checkTitle
  if (page.kind === 'connect')
    return page.facts.integrations.length > 1 ? texts.connectTitle : texts.connectTitleOne
  return page.kind === 'done' ? texts.doneTitle : texts[`${page.why}Title`]
}

/** Who asks, for what and until when. Nothing happens before Continue, whoever opens it. */
export function Welcome({ page, said }: { page: Of<'welcome'>; said: Said }) {
  const { texts, language } = said
  const { code, integrations, endsAt } = page.facts
  return (
    <>
      <WantedList integrations={integrations} texts={texts} isSettled />
      <p className="text-muted">
        <UntilText text={texts.until} at={endsAt} language={language} /> {texts.safe}
      </p>
      <div className="flex flex-col gap-2 sm:flex-row-reverse">
        <ActForm action={customerRoutes.act(code)} what="continue" className="flex-1">
          <Button type="submit" variant="primary" className="w-full whitespace-normal!">
            {texts.continue}
          </Button>
        </ActForm>
        <a href={customerRoutes.report(code)} className={`${buttonClass()} flex-1 whitespace-normal!`}>
          {texts.notExpected}
        </a>
      </div>
    </>
  )
}

type CheckProps = { page: Of<'check'>; said: Said; answer: unknown }

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
        <Button type="submit" variant="primary" className="flex-1">
          {texts.goOn}
        </Button>
        <a href={customerRoutes.report(facts.code)} className={`${buttonClass()} flex-1 whitespace-normal!`}>
          {texts.notExpected}
        </a>
      </div>
    </ActForm>
  )
}

/** The list that fills up, and Nango's Connect UI over it. */
export function Connect({ page, said, isLater }: { page: Of<'connect'>; said: Said; isLater: boolean }) {
  const { texts, language } = said
  const { facts } = page
  const agent = agentOf(facts, said)
  return (
    <>
      {isLater && <Notice tone="failure">{texts.later}</Notice>}
      <ConnectPart
        code={facts.code}
        language={language}
        integrations={facts.integrations}
        texts={{ ...texts, unknown: fillText(texts.unknown, { agent }) }}
        who={whoOf(facts, said)}
      />
      <noscript>
        <p>{texts.noScript}</p>
        <ActForm action={customerRoutes.act(facts.code)} what="go_on" className="mt-2">
          <Button type="submit" className="w-full whitespace-normal!">
            {texts.nangoPage}
          </Button>
        </ActForm>
      </noscript>
      <a
        href={customerRoutes.report(facts.code)}
        className="self-start text-sm font-medium text-accent underline underline-offset-2"
      >
        {texts.notExpected}
      </a>
    </>
  )
}

/** What was connected, for whom and when; to be kept on paper, too. */
export function Done({ page, said }: { page: Of<'done'>; said: Said }) {
  const { texts, language } = said
  const { facts, connectedAt } = page
  return (
    <>
      <p>{texts.doneText}</p>
      <WantedList integrations={facts.integrations} texts={texts} isSettled />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{texts.receiptFor}</dt>
        <dd>
          <bdi>{said.company ?? whoOf(facts, said)}</bdi>
        </dd>
        <dt className="text-muted">{texts.receiptWhen}</dt>
        <dd>
          <Until at={connectedAt} language={language} />
        </dd>
      </dl>
      <p className="text-muted">{fillText(texts.undo, { agent: agentOf(facts, said) })}</p>
      <PrintButton text={texts.print} />
    </>
  )
}

const endTexts = {
  expired: 'expiredText',
  revoked: 'revokedText',
  reported: 'reportedText',
  locked: 'lockedText',
} as const satisfies Record<EndReason, keyof CustomerPageTexts>

/** Why the link does nothing any more, and the way to a new one: it asks, and makes none. */
export function Ended({ page, said }: { page: Of<'ended'>; said: Said }) {
  const { texts, language } = said
  const { facts, why, hasAsked } = page
  const agent = agentOf(facts, said)
  return (
    <>
      <p>
        <UntilText text={fillText(texts[endTexts[why]], { agent })} at={facts.endsAt} language={language} />
      </p>
      {hasAsked && <output>{fillText(texts.asked, { agent })}</output>}
      {!hasAsked && why !== 'reported' && (
        <ActForm action={customerRoutes.act(facts.code)} what="ask">
          <Button type="submit" variant="primary" className="w-full whitespace-normal!">
            {texts.ask}
          </Button>
        </ActForm>
      )}
    </>
  )
}

type ReportProps = { facts: PageFacts; said: Said; children?: ReactNode }

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
        <Button type="submit" variant="alarm" className="flex-1">
          {texts.report}
        </Button>
        <a href={customerRoutes.page(facts.code)} className={`${buttonClass()} flex-1`}>
          {texts.back}
        </a>
      </div>
    </ActForm>
  )
}
