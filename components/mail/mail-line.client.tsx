import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { LocalTime } from '@/components/kit/time.client'
import { SendMail } from '@/components/mail/send-mail.client'
import type { LinkView } from '@/lib/links/view'
import type { LinkMailView, MailView } from '@/lib/mail/view'

type MailLineProps = { link: LinkView; mail: LinkMailView }

/** What became of the mail with a link, and what is planned. */
export function MailLine({ link, mail }: MailLineProps) {
  const { last } = mail
  const isFailed = last.state === 'failed'
  return (
    <div className="flex flex-col gap-1 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon
          name={isFailed ? 'alert' : 'mail'}
          className={`size-4 ${isFailed ? 'text-status-failed' : 'text-muted'}`}
        />
        <p aria-live="polite" aria-atomic="true" className={isFailed ? 'text-status-failed' : ''}>
          <Course last={last} openedAt={link.handoff?.openedAt ?? null} />
        </p>
        {isFailed && mail.left > 0 && <SendMail link={link} text="Correct the address" />}
      </div>
      <p className="pl-6 text-muted">
        To <Name>{last.to}</Name>.<More mail={mail} />
      </p>
    </div>
  )
}

type CourseProps = { last: MailView; openedAt: string | null }

function Course({ last: { state, queuedAt, endedAt, reason }, openedAt }: CourseProps) {
  if (state === 'failed')
    return (
      <>
        Mail not sent
        {endedAt && (
          <>
            {' '}
            at <LocalTime at={endedAt} />
          </>
        )}
        : {reason}
      </>
    )
  return (
    <>
      Mail queued <LocalTime at={queuedAt} />
      {endedAt && (
        <>
          {' '}
          · sent <LocalTime at={endedAt} />
        </>
      )}
      {endedAt && openedAt && openedAt > endedAt && (
        <>
          {' '}
          · opened <LocalTime at={openedAt} />
        </>
      )}
      {reason && ` · ${reason}`}
    </>
  )
}

/** What the server said, whether it is in doubt, and the reminders. */
function More({ mail }: Pick<MailLineProps, 'mail'>) {
  const { reminded, remindsAt, isUnsubscribed } = mail
  const { state, answer, isMaybeTwice } = mail.last
  return (
    <>
      {answer && (
        <>
          {' '}
          The mail server said: <Name>“{answer}”</Name>
        </>
      )}
      {isMaybeTwice &&
        (state === 'sent' ? ' It may have gone out twice.' : ' It may have arrived all the same.')}
      {reminded > 0 && (reminded === 1 ? ' Reminded once.' : ` Reminded ${reminded} times.`)}
      {remindsAt && (
        <>
          {' '}
          Next reminder <LocalTime at={remindsAt} />.
        </>
      )}
      {isUnsubscribed && ' They want no reminders.'}
    </>
  )
}
