import type { ReactNode } from 'react'

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
      {mail.reminder && (
        <Part what="Reminder" one={mail.reminder}>
          <Correct link={link} mail={mail} />
        </Part>
      )}
      {mail.digits && (
        <Part what="Digits" one={mail.digits}>
          <SendMail link={link} text="Send the link to another address" />
        </Part>
      )}
      {mail.receipt && <Part what="Receipt" one={mail.receipt} />}
    </div>
  )
}

function Correct({ link, mail }: MailLineProps) {
  return mail.left > 0 && <SendMail link={link} text="Correct the address" />
}

type PartProps = { what: 'Reminder' | 'Digits' | 'Receipt'; one: MailView; children?: ReactNode }

/** What became of a mail beside that with the link, and what to do where it failed. Staff never see the digits in one. */
function Part({ what, one, children }: PartProps) {
  const isFailed = one.state === 'failed'
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <MailIcon isFailed={isFailed} />
      <p
        aria-live="polite"
        aria-atomic="true"
        className={`flex-1 basis-48 ${isFailed ? 'text-status-failed' : 'text-muted'}`}
      >
        <Course what={what} last={one} openedAt={null} />. To <Name>{one.to}</Name>.
        <ServerSaid answer={one.answer} />
        <Doubt mail={one} />
      </p>
      {isFailed && children}
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

function Doubt({ mail: { state, isMaybeTwice } }: { mail: MailView }) {
  if (!isMaybeTwice) return null
  return state === 'sent' ? ' It may have gone out twice.' : ' It may have arrived all the same.'
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
        {isFailed && <Correct link={link} mail={mail} />}
      </div>
      <p className="pl-6 text-muted">
        To <Name>{last.to}</Name>.<More mail={mail} last={last} />
      </p>
    </div>
  )
}

type CourseProps = { what: 'Mail' | PartProps['what']; last: MailView; openedAt: string | null }

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
  if (what === 'Receipt' && endedAt)
    return (
      <>
        {what} sent <LocalTime at={endedAt} />
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
  return (
    <>
      <ServerSaid answer={last.answer} />
      <Doubt mail={last} />
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
