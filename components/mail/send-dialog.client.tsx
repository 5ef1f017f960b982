import { useCallback, useRef, useState } from 'react'

import { Dialog } from '@/components/kit/dialog.client'
import { FailureText } from '@/components/kit/failure-text.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { Notice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { LocalTime } from '@/components/kit/time.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { useFocusOnFailure } from '@/components/kit/use-field-errors'
import { MailText } from '@/components/mail/mail-text.client'
import { Reminders } from '@/components/mail/reminders.client'
import { Picker } from '@/components/messages/picker.client'
import { useLatest } from '@/components/messages/use-latest'
import { type Language, languageNames, languages } from '@/lib/core/language'
import { isSameAddress } from '@/lib/core/typed/email-text'
import { viewerZone } from '@/lib/core/zone'
import type { LinkView } from '@/lib/links/view'
import type { MailPreview } from '@/lib/mail/view'
import { previewMailAction, sendMailAction } from '@/lib/messages/actions'

type SendDialogProps = { link: LinkView; onClose: () => void }

/** The mail with a link: looked at, and sent by the desk. */
export function SendDialog({ link, onClose }: SendDialogProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Send by mail" size="lg">
      <MailForm link={link} onClose={() => setIsOpen(false)} />
    </Dialog>
  )
}

/** The mail as it would go out, in a language, or in the customer's. */
const usePreview = (linkId: string, language: Language | null) => {
  const ask = useCallback(
    () => previewMailAction({ linkId, language, zone: viewerZone() }),
    [linkId, language],
  )
  const { shown, setShown, failure } = useLatest(ask)
  const isFitting = shown !== null && (language === null || shown.language === language)
  return { shown, setShown, failure, isBusy: !isFitting && failure === null }
}

const unknownYet = { to: null, language: null, seen: '', left: null }

type Sent = { linkId: string; lastTo: string | null; onQueued: () => void }

/** What stands in the dialog, and how it goes. `lastTo` is the address that it was sent to last. */
const useSending = ({ linkId, lastTo, onQueued }: Sent) => {
  const [chosen, setLanguage] = useState<Language | null>(null)
  const { shown, setShown, failure, isBusy } = usePreview(linkId, chosen)
  const { left, seen, ...known } = shown ?? unknownYet
  const [typed, setTo] = useState(lastTo)
  const [withReminders, setWithReminders] = useState(false)
  /** Another text than the one that was sent off stands there now. */
  const [isChanged, setIsChanged] = useState(false)
  const to = typed ?? known.to ?? ''
  const send = () =>
    sendMailAction({ linkId, language: known.language, zone: viewerZone(), to, seen, withReminders })
  const sending = useAnswer(send, (sent) => {
    if (sent.isQueued) return onQueued()
    setShown(sent.preview)
    setIsChanged(true)
  })
  return {
    shown,
    isBusy,
    isChanged,
    to,
    setTo,
    toError: sending.failure?.fieldErrors['to'],
    language: chosen ?? known.language,
    setLanguage,
    withReminders,
    setWithReminders,
    mayGo: !isBusy && Boolean(left),
    isSpent: left === 0,
    sending,
    unseen: failure && <FailureText failure={failure} />,
  }
}

function MailForm({ link, onClose }: SendDialogProps) {
  const form = useRef<HTMLFormElement>(null)
  const lastTo = link.mail?.last?.to ?? null
  const mail = useSending({ linkId: link.id, lastTo, onQueued: onClose })
  const { shown, sending, toError, unseen } = mail
  useFocusOnFailure(form, sending.failure)
  return (
    <DialogForm
      title="Send by mail"
      action={{ text: 'Send', pendingText: 'Sending…', variant: 'primary', isDisabled: !mail.mayGo }}
      answer={{ ...sending, message: toError ? null : (unseen ?? sending.message) }}
      onClose={onClose}
      form={{ ref: form }}
    >
      <Before link={link} isSpent={mail.isSpent} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="To"
          name="to"
          type="text"
          inputMode="email"
          required
          maxLength={300}
          value={mail.to}
          error={toError}
          {...(isToAnother(link, mail.to) && { hint: showsByAddress })}
          onChange={({ target }) => mail.setTo(target.value)}
        />
        <Picker
          label="Language"
          value={mail.language}
          choices={languages.map((one) => [one, languageNames[one]])}
          onChoose={mail.setLanguage}
        />
      </div>
      {mail.isChanged && (
        <Notice tone="warning">
          The message reads differently by now, so nothing was sent yet. Look at it, then send it.
        </Notice>
      )}
      <Shown mail={shown} isBusy={mail.isBusy} />
      {shown && (
        <Reminders
          mail={shown}
          isBusy={mail.isBusy}
          isOn={mail.withReminders}
          onChange={mail.setWithReminders}
        />
      )}
    </DialogForm>
  )
}

const showsByAddress = 'From then on the customer shows that it is them by this address.'

/** Whether what the customer is asked for goes by another address than their own, once the mail has gone there. */
const isToAnother = ({ handoff, customer }: LinkView, to: string) =>
  (handoff?.check === 'email' || handoff?.check === 'digits') &&
  customer.email !== null &&
  to.trim() !== '' &&
  !isSameAddress(to, customer.email)

/** What to know before it is sent. */
function Before({ link, isSpent }: { link: LinkView; isSpent: boolean }) {
  const last = link.mail?.last
  return (
    <>
      {last?.state === 'sent' && last.endedAt && (
        <p className="text-sm text-muted">
          It was sent to {last.to} at <LocalTime at={last.endedAt} /> already.
        </p>
      )}
      {isSpent && (
        <Notice tone="warning">
          This link has had as many mails as one may have. Copy the message, and send it yourself.
        </Notice>
      )}
      {link.handoff === null && (
        <Notice tone="warning">
          This link works for 30 minutes, and email is often read later. Better make one that works for days.
        </Notice>
      )}
    </>
  )
}

/** All of it, but for the address of the link. */
function Shown({ mail, isBusy }: { mail: MailPreview | null; isBusy: boolean }) {
  return (
    <MailText
      label="Message"
      text={mail}
      language={mail?.language}
      from={mail?.from ?? '…'}
      isBusy={isBusy}
      hint="The dots stand for the address: the mail has all of it."
    />
  )
}
