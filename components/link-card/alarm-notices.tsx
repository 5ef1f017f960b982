import { GuessNotice, type SettleAlarm } from '@/components/link-card/guess-notice'
import { Notice } from '@/components/ui/notice'
import type { LinkView } from '@/lib/core/link-view'

type AlarmNoticesProps = { link: LinkView; settle: SettleAlarm; onSettled: (link: LinkView) => void }

/** What came, or may have come, through a link that nobody expected; each with what can be done about it. */
export function AlarmNotices({ link, settle, onSettled }: AlarmNoticesProps) {
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
          settle={settle}
          onSettled={onSettled}
        />
      ))}
    </div>
  )
}
