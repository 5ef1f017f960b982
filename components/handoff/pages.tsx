import { ActForm, AskForm, OrElse, wideClass } from '@/components/handoff/act-form.client'
import { ConnectPart } from '@/components/handoff/connect.client'
import { NoCookies } from '@/components/handoff/no-cookies.client'
import { PrintButton, ZonedTime } from '@/components/handoff/receipt.client'
import { type PageOf, partiesOf, type Said } from '@/components/handoff/said'
import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { WantedList } from '@/components/handoff/wanted.client'
import { Button } from '@/components/kit/button.client'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText, type Language } from '@/lib/core/language'
import type { CustomerPage, EndReason, PageFacts } from '@/lib/visits/view'

function UntilText({ text, at, language }: { text: string; at: string; language: Language }) {
  const [before, after] = text.split('{until}')
  return (
    <>
      {before}
      <ZonedTime at={at} language={language} />
      {after}
    </>
  )
}

const asksOf = (facts: PageFacts, texts: CustomerPageTexts) => {
  if (facts.isReconnect) return texts.asksAgain
  return facts.integrations.length > 1 ? texts.asksSeveral : texts.asks
}

/** The heading of each page, and its title: no word of the customer's. `null`: too many asked for one. */
export function titleOf(page: CustomerPage | null, said: Said): string {
  const { texts } = said
  if (page === null) return texts.tooManyTitle
  if (page.kind === 'unknown') return texts.unknownTitle
  if (page.kind === 'welcome') return fillText(asksOf(page.facts, texts), partiesOf(page.facts, said))
  if (page.kind === 'check') return texts.checkTitle
  if (page.kind === 'connect')
    return page.facts.integrations.length > 1 ? texts.connectTitle : texts.connectTitleOne
  return page.kind === 'done' ? texts.doneTitle : texts[`${page.why}Title`]
}

/** Who asks, for what and until when. Nothing happens before Continue, whoever opens it. */
export function Welcome({ page, said }: { page: PageOf<'welcome'>; said: Said }) {
  const { texts, language } = said
  const { code, integrations, endsAt } = page.facts
  return (
    <>
      <WantedList integrations={integrations} texts={texts} />
      <p className="text-muted">
        <UntilText text={texts.until} at={endsAt} language={language} /> {texts.safe}
      </p>
      <NoCookies text={texts.noCookies} />
      <OrElse href={customerRoutes.report(code)} text={texts.notExpected}>
        <ActForm action={customerRoutes.act(code)} what="continue" className="sm:flex-1">
          <Button type="submit" variant="primary" className={wideClass}>
            {texts.continue}
          </Button>
        </ActForm>
      </OrElse>
    </>
  )
}

type ConnectProps = {
  page: PageOf<'connect'>
  said: Said
  /** Whether the link was refused for good on the way to Nango's own page. */
  needsLink: boolean
}

/** The list that fills up, and Nango's Connect UI over it. */
export function Connect({ page, said, needsLink }: ConnectProps) {
  const { texts, language } = said
  const { facts, hasAsked } = page
  const parties = partiesOf(facts, said)
  return (
    <>
      {hasAsked && <output>{fillText(texts.asked, parties)}</output>}
      {needsLink && !hasAsked && <AskForm code={facts.code} text={texts.ask} />}
      <ConnectPart
        code={facts.code}
        language={language}
        integrations={facts.integrations}
        texts={{ ...texts, unknown: fillText(texts.unknown, parties) }}
        who={parties.who}
      >
        <noscript>
          <p>{texts.noScript}</p>
        </noscript>
        <NotExpected code={facts.code} text={texts.notExpected} />
      </ConnectPart>
    </>
  )
}

/** The way to say so where the page has something else to do first. */
function NotExpected({ code, text }: { code: string; text: string }) {
  return (
    <a
      href={customerRoutes.report(code)}
      className="self-start text-sm font-medium text-accent underline underline-offset-2 print:hidden"
    >
      {text}
    </a>
  )
}

/** What was connected, for whom and when; to be kept on paper, too. */
export function Done({ page, said }: { page: PageOf<'done'>; said: Said }) {
  const { texts, language } = said
  const { facts, connectedAt } = page
  return (
    <>
      <p className="print:hidden">{texts.doneText}</p>
      <WantedList integrations={facts.integrations} texts={texts} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{texts.receiptFor}</dt>
        <dd>
          <bdi>{said.company ?? partiesOf(facts, said).Who}</bdi>
        </dd>
        <dt className="text-muted">{texts.receiptWhen}</dt>
        <dd>
          <ZonedTime at={connectedAt} language={language} hasYear />
        </dd>
      </dl>
      <p className="text-muted">{fillText(texts.undo, partiesOf(facts, said))}</p>
      <PrintButton text={texts.print} />
      <NotExpected code={facts.code} text={texts.notExpected} />
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
export function Ended({ page, said }: { page: PageOf<'ended'>; said: Said }) {
  const { texts, language } = said
  const { facts, why, hasAsked } = page
  const parties = partiesOf(facts, said)
  return (
    <>
      <p>
        <UntilText text={fillText(texts[endTexts[why]], parties)} at={facts.endsAt} language={language} />
      </p>
      {hasAsked && <output>{fillText(texts.asked, parties)}</output>}
      {!hasAsked && why !== 'reported' && <AskForm code={facts.code} text={texts.ask} />}
    </>
  )
}
