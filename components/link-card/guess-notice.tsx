import Link from 'next/link'

import { useAnswer } from '@/components/link-card/use-answer'
import { Button, linkLook } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time.client'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/core/answers'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkAlarmView } from '@/lib/core/link-alarm'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'
import type { SettleAlarmInput } from '@/lib/core/settle-alarm-input'

export type SettleAlarm = (wish: SettleAlarmInput) => Promise<Answer<LinkView>>

type GuessNoticeProps = {
  link: LinkView
  alarm: LinkAlarmView
  settle: SettleAlarm
  onSettled: (link: LinkView) => void
}

/** What may have come of a link after its end, told as the guess that it is, and the ways to settle it. */
export function GuessNotice({ link, alarm, ...ways }: GuessNoticeProps) {
  return (
    <Notice tone="failure" role="alert">
      <p>
        <Guess link={link} alarm={alarm} /> Is it {customerTitle(link.customer)}’s?
      </p>
      {link.canEnd && <Ways link={link} alarm={alarm} {...ways} />}
    </Notice>
  )
}

function Ways({ link, alarm, settle, onSettled }: GuessNoticeProps) {
  const { integrationKey, connectionId } = alarm
  const say = (verdict: SettleAlarmInput['verdict']) => () =>
    settle({ linkId: link.id, integration: integrationKey, connectionId, verdict })
  const tag = useAnswer(say('tag'), onSettled)
  const leave = useAnswer(say('leave'), onSettled)
  const message = tag.message ?? leave.message
  const isBusy = tag.isPending || leave.isPending
  return (
    <>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button aria-busy={tag.isPending} aria-disabled={isBusy} onClick={tag.run}>
          {tag.isPending ? 'Tagging…' : 'It is right: tag it for this customer'}
        </Button>
        <Link
          href={`${routes.connection(integrationKey, connectionId)}#disconnect`}
          prefetch={false}
          className={linkLook()}
        >
          {link.canDisconnect ? 'Disconnect' : 'Open connection'}
        </Link>
        <Button look="quiet" aria-busy={leave.isPending} aria-disabled={isBusy} onClick={leave.run}>
          {leave.isPending ? 'Noting…' : 'It is our product’s: leave it'}
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
