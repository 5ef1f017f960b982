import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { LocalTime } from '@/components/kit/time.client'
import { SendMail } from '@/components/mail/send-mail.client'
import type { LinkView } from '@/lib/links/view'
import type { LinkMailView, MailView } from '@/lib/mail/view'

type MailLineProps = { link: LinkView; mail: LinkMailView }

/** What became of the mails about a link, and what is planned. */
export function MailLine({ link, mail }: MailLineProps) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      {mail.last && <LinkPart link={link} mail={mail} last={mail.last} />}
      {mail.digits && <DigitsPart link={link} digits={mail.digits} />}
    </div>
  )
}

/** What became of the digits that the customer's page asks for. Staff never see these. */
function DigitsPart({ link, digits }: { link: LinkView; digits: MailView }) {
  const isFailed = digits.state === 'failed'
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <MailIcon isFailed={isFailed} />
      <p
        aria-live="polite"
        aria-atomic="true"
        className={`flex-1 basis-48 ${isFailed ? 'text-status-failed' : 'text-muted'}`}
      >
        <Course what="Digits" last={digits} openedAt={null} />. To <Name>{digits.to}</Name>.
        <ServerSaid answer={digits.answer} />
      </p>
      {isFailed && <SendMail link={link} text="Send the link to another address" />}
    </div>
  )
}

function ServerSaid({ answer }: Pick<MailView, 'answer'>) {
  if (!answer) return null
  return (
    <>
      {' '}
      The mail server said: <Name>“{answer}”</Name>
    </>
  )
}

function MailIcon({ isFailed }: { isFailed: boolean }) {
  return (
    <Icon
      name={isFailed ? 'alert' : 'mail'}
      className={`size-4 ${isFailed ? 'text-status-failed' : 'text-muted'}`}
    />
  )
}

function LinkPart({ link, mail, last }: MailLineProps & { last: MailView }) {
  const isFailed = last.state === 'failed'
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <MailIcon isFailed={isFailed} />
        <p
          aria-live="polite"
          aria-atomic="true"
          className={`flex-1 basis-48 ${isFailed ? 'text-status-failed' : ''}`}
        >
          <Course what="Mail" last={last} openedAt={link.handoff?.openedAt ?? null} />
        </p>
        {isFailed && mail.left > 0 && <SendMail link={link} text="Correct the address" />}
      </div>
      <p className="pl-6 text-muted">
        To <Name>{last.to}</Name>.<More mail={mail} last={last} />
      </p>
    </div>
  )
}

type CourseProps = { what: 'Mail' | 'Digits'; last: MailView; openedAt: string | null }

function Course({ what, last: { state, queuedAt, endedAt, reason }, openedAt }: CourseProps) {
  if (state === 'failed')
    return (
      <>
        {what} not sent
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
      {what} queued <LocalTime at={queuedAt} />
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
function More({ mail, last }: Pick<MailLineProps, 'mail'> & { last: MailView }) {
  const { reminded, remindsAt, isUnsubscribed } = mail
  const { state, answer, isMaybeTwice } = last
  return (
    <>
      <ServerSaid answer={answer} />
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
