import Link from 'next/link'

import { Button, buttonClass } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { settleAlarmAction } from '@/lib/connections/actions'
import type { SettleAlarmInput } from '@/lib/connections/schema'
import { routes } from '@/lib/core/routes'
import { customerTitle } from '@/lib/customers/view'
import type { LinkAlarmView, LinkView } from '@/lib/links/view'

type DisconnectLinkProps = { link: LinkView; integrationKey: string; connectionId: string }

/** Leads to where a connection is removed, which is for admins; others see it there. */
export function DisconnectLink({ link, integrationKey, connectionId }: DisconnectLinkProps) {
  return (
    <Link
      href={`${routes.connection(integrationKey, connectionId)}#disconnect`}
      prefetch={false}
      className={buttonClass()}
    >
      {link.canDisconnect ? 'Disconnect' : 'Open connection'}
    </Link>
  )
}

type GuessNoticeProps = {
  link: LinkView
  alarm: LinkAlarmView
  onSettled: (link: LinkView) => void
}

/** What may have come of a link after its end, worded as the guess that it is, and what settles it. */
function GuessNotice({ link, alarm, ...ways }: GuessNoticeProps) {
  return (
    <Notice tone="failure" role="alert">
      <p>
        <Guess link={link} alarm={alarm} /> Is it {customerTitle(link.customer)}’s?
      </p>
      {link.canEnd && <Ways link={link} alarm={alarm} {...ways} />}
    </Notice>
  )
}

function Ways({ link, alarm, onSettled }: GuessNoticeProps) {
  const { integrationKey, connectionId } = alarm
  const say = (verdict: SettleAlarmInput['verdict']) => () =>
    settleAlarmAction({ linkId: link.id, integration: integrationKey, connectionId, verdict })
  const tag = useAnswer(say('tag'), onSettled)
  const leave = useAnswer(say('leave'), onSettled)
  const message = tag.message ?? leave.message
  const isBusy = tag.isPending || leave.isPending
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button isPending={tag.isPending} pendingText="Tagging…" aria-disabled={isBusy} onClick={tag.run}>
          It is right: tag it for this customer
        </Button>
        <DisconnectLink link={link} integrationKey={integrationKey} connectionId={connectionId} />
        <Button
          variant="quiet"
          isPending={leave.isPending}
          pendingText="Noting…"
          aria-disabled={isBusy}
          onClick={leave.run}
        >
          It is our product’s: leave it
        </Button>
      </div>
      {!link.canDisconnect && <p className="mt-2 text-sm">Only an admin can disconnect it.</p>}
      {message && <p className="mt-2 text-sm font-medium">{message}</p>}
    </>
  )
}

function Guess({ link, alarm }: Pick<GuessNoticeProps, 'link' | 'alarm'>) {
  const { kind, integrationKey, at, otherLinks } = alarm
  const name = link.integrations.find(({ key }) => key === integrationKey)?.displayName ?? integrationKey
  const others =
    otherLinks > 0 &&
    ` It may as well be of ${otherLinks === 1 ? 'another link' : `${otherLinks} other links`}.`
  if (kind === 'replaced')
    return (
      <>
        This connection’s account was replaced at <LocalTime at={at} />, after the link had ended. It may have
        come of this link: somebody was already on the provider’s page.{others}
      </>
    )
  return (
    <>
      A {name} connection without a customer appeared at <LocalTime at={at} />, after the link had ended. It
      may have come of this link: somebody was already on the provider’s page.{others}
    </>
  )
}

type AlarmNoticesProps = { link: LinkView; onSettled: (link: LinkView) => void }

/** What came, or may have come, through a link that nobody expected; each with what can be done about it. */
export function AlarmNotices({ link, onSettled }: AlarmNoticesProps) {
  if (!link.alarmedAt) return null
  const guesses = link.alarms.filter(({ kind }) => kind !== 'unexpected')
  return (
    <div className="m-4 mb-0 flex flex-col gap-3">
      {guesses.length < Math.max(1, link.alarms.length) && (
        <Notice tone="failure" role="alert">
          A connection that nobody expected came through this link. Look at it in Nango, and remove it if it
          is not your customer’s.
        </Notice>
      )}
      {guesses.map((alarm) => (
        <GuessNotice
          key={`${alarm.kind} ${alarm.integrationKey} ${alarm.connectionId}`}
          link={link}
          alarm={alarm}
          onSettled={onSettled}
        />
      ))}
    </div>
  )
}
