import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { DisconnectLink } from '@/components/links/card/alarm-notices.client'
import { Report } from '@/components/links/card/report.client'
import { languageNames } from '@/lib/core/language'
import type { HandoffView } from '@/lib/handoff/view'
import { confirmConnectionAction } from '@/lib/links/actions'
import type { LinkView } from '@/lib/links/view'
import { stuckWords } from '@/lib/visits/words'

const nameOf = ({ integrations }: LinkView, key: string | null) =>
  integrations.find((one) => one.key === key)?.displayName

type StepProps = { link: LinkView; handoff: HandoffView }

/** What the page said last, where that is more than that it was opened. */
const stepText = ({ kind, reason }: NonNullable<HandoffView['step']>, name = 'now') => {
  if (kind === 'stuck') return `Stuck: ${stuckWords[reason ?? 'unknown']}`
  if (kind === 'connecting') return `Connecting ${name}`
  return kind === 'connected' ? `Connected ${name}` : null
}

/** Where the customer is, in a few words. */
function Step({ link, handoff: { openedAt, openedOn, step } }: StepProps) {
  const text = step && stepText(step, nameOf(link, step.integrationKey))
  if (text !== null) return text
  if (openedAt === null) return 'Not opened yet'
  return (
    <>
      Opened <LocalTime at={openedAt} />
      {openedOn && `, ${openedOn}`}
    </>
  )
}

/** How far the customer of a hand-off link is, and what they are asked for. */
export function HandoffLine({ link, handoff }: StepProps) {
  const isStuck = handoff.step?.kind === 'stuck'
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p
        aria-live="polite"
        aria-atomic="true"
        className={isStuck ? 'font-medium text-status-soon' : 'font-medium'}
      >
        <Step link={link} handoff={handoff} />
      </p>
      {isStuck && handoff.said && <Said said={handoff.said} reason={handoff.step?.reason} />}
      <p className="text-muted">
        <CheckText handoff={handoff} /> Their page is in{' '}
        {handoff.language ? languageNames[handoff.language] : 'the language of their browser'}.
      </p>
    </div>
  )
}

type SaidProps = {
  said: NonNullable<HandoffView['said']>
  reason: NonNullable<HandoffView['step']>['reason'] | undefined
}

/** What the provider said, in its own words, as the customer's page told it: anything may stand there. */
function Said({ said: { text, errorType }, reason }: SaidProps) {
  if (text === null && reason !== 'unknown') return null
  const kind = errorType && <code translate="no">{errorType}</code>
  return (
    <p className="wrap-anywhere">
      {text === null ? (
        <>The provider said nothing more than {kind}</>
      ) : (
        <>
          The provider said:{' '}
          <bdi translate="no">
            <q>{text}</q>
          </bdi>
          {kind && <> ({kind})</>}
        </>
      )}
      <span className="text-muted">, as the customer’s browser tells it.</span>
    </p>
  )
}

function CheckText({ handoff: { check, words } }: Pick<StepProps, 'handoff'>) {
  if (check === 'email') return 'They are asked for their email address.'
  if (check === 'digits') return 'They are asked for six digits that are mailed to them.'
  if (check === 'none') return 'They are asked for nothing: whoever has the link can connect.'
  if (words === null) return 'They are asked for two words.'
  return (
    <>
      They are asked for two words. Read out:{' '}
      <strong translate="no" className="font-semibold text-ink">
        {words}
      </strong>
    </>
  )
}

type NoticesProps = {
  link: LinkView
  isLive: boolean
  onLearned: (link: LinkView) => void
  onRevoke: () => void
}

/** What the customer of a hand-off link did, or somebody in their place, that somebody has to answer. */
export function HandoffNotices({ link, isLive, onLearned, onRevoke }: NoticesProps) {
  const { handoff, renewedAs } = link
  if (handoff === null) return null
  const { askedAt, lockedAt } = handoff
  const isOpen = link.state !== 'connected' && renewedAs === null
  return (
    <div className="m-4 mb-0 flex flex-col gap-3 empty:hidden">
      <Doubts link={link} onLearned={onLearned} />
      {renewedAs === null && handoff.report && (
        <Report
          link={link}
          report={handoff.report}
          isLive={isLive}
          onLearned={onLearned}
          onRevoke={onRevoke}
        />
      )}
      {lockedAt !== null && isLive && (
        <Notice tone="failure" role="alert">
          The link is locked: the check was answered wrong five times, last at <LocalTime at={lockedAt} />.
          Ask the customer, then renew it.
        </Notice>
      )}
      {askedAt !== null && isOpen && (
        <Notice tone="warning" role="alert">
          The customer asked for a new link at <LocalTime at={askedAt} />. Renew makes it.
        </Notice>
      )}
    </div>
  )
}

/** Connections that no page of somebody who passed the check told of. */
function Doubts({ link, onLearned }: Pick<NoticesProps, 'link' | 'onLearned'>) {
  return link.integrations
    .filter(({ isDoubted }) => isDoubted)
    .map((one) => <Doubt key={one.key} link={link} integration={one} onLearned={onLearned} />)
}

type DoubtProps = {
  link: LinkView
  integration: LinkView['integrations'][number]
  onLearned: (link: LinkView) => void
}

function Doubt({ link, integration, onLearned }: DoubtProps) {
  const { key: integrationKey, displayName, connectionId } = integration
  const answer = useAnswer(() => confirmConnectionAction({ linkId: link.id, integrationKey }), onLearned)
  return (
    <Notice tone="warning" role="alert">
      <p>
        {displayName} is connected, not confirmed: no page that passed the check said so. Somebody else may
        have done it. Ask the customer.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {link.canEnd && (
          <Button isPending={answer.isPending} pendingText="Confirming…" onClick={answer.run}>
            <Icon name="check" />
            It was the customer
          </Button>
        )}
        {connectionId && (
          <DisconnectLink link={link} integrationKey={integrationKey} connectionId={connectionId} />
        )}
      </div>
      {answer.message && <p className="mt-2 text-sm font-medium">{answer.message}</p>}
    </Notice>
  )
}
