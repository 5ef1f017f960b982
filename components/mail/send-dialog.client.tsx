import { useEffect, useId, useRef, useState } from 'react'

import { Dialog } from '@/components/kit/dialog.client'
import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { Checkbox, Field, Select } from '@/components/kit/field.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { Notice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { LocalMoment, LocalTime } from '@/components/kit/time.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { useFocusOnFailure } from '@/components/kit/use-field-errors'
import type { FailureView } from '@/lib/core/failure'
import { type Language, languageNames, languages } from '@/lib/core/language'
import type { LinkView } from '@/lib/links/view'
import type { MailPreview } from '@/lib/mail/view'
import { previewMailAction, sendMailAction } from '@/lib/messages/actions'

type SendDialogProps = { link: LinkView; onClose: () => void }

/** The mail with a link: looked at, and sent by the desk. */
export function SendDialog({ link, onClose }: SendDialogProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Send by mail" size="lg">
      <Sending link={link} onClose={() => setIsOpen(false)} />
    </Dialog>
  )
}

/** The mail as it would go out, in a language, or in the customer's; the last one stands until the next is there. */
const usePreview = (linkId: string, language: Language | null) => {
  const [shown, setShown] = useState<MailPreview | null>(null)
  const [failure, setFailure] = useState<FailureView | null>(null)
  useEffect(() => {
    const asked = { isCurrent: true }
    const settle = (mail: MailPreview | null, why: FailureView | null) => {
      if (!asked.isCurrent) return
      if (mail) setShown(mail)
      setFailure(why)
    }
    previewMailAction({ linkId, language }).then(
      (answer) => (answer.ok ? settle(answer.value, null) : settle(null, answer.failure)),
      (error: unknown) => settle(null, toFailure(error)),
    )
    return () => {
      asked.isCurrent = false
    }
  }, [linkId, language])
  const isFitting = shown !== null && (language === null || shown.language === language)
  return {
    shown,
    setShown,
    isBusy: !isFitting && failure === null,
    message: failure && <FailureText failure={failure} />,
  }
}

function Sending({ link, onClose }: SendDialogProps) {
  const form = useRef<HTMLFormElement>(null)
  const last = link.mail?.last ?? null
  const [chosen, setChosen] = useState<Language | null>(null)
  const { shown, setShown, isBusy, message } = usePreview(link.id, chosen)
  const [typed, setTyped] = useState<string | null>(last?.to ?? null)
  const [withReminders, setWithReminders] = useState(false)
  const [isChanged, setIsChanged] = useState(false)
  const to = typed ?? shown?.to ?? ''
  const sending = useAnswer(
    () =>
      sendMailAction({
        linkId: link.id,
        language: shown?.language ?? null,
        to,
        seen: shown?.seen ?? '',
        withReminders,
      }),
    (sent) => {
      if (sent.isQueued) return onClose()
      setShown(sent.preview)
      setIsChanged(true)
    },
  )
  const toError = sending.failure?.fieldErrors['to']
  useFocusOnFailure(form, sending.failure)
  const isSpent = shown?.left === 0
  return (
    <DialogForm
      title="Send by mail"
      action={{
        text: 'Send',
        pendingText: 'Sending…',
        variant: 'primary',
        isDisabled: shown === null || isBusy || isSpent,
      }}
      answer={{ ...sending, message: toError ? null : (message ?? sending.message) }}
      onClose={onClose}
      form={{ ref: form }}
    >
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
          This link works for 30 minutes, and email is often read later. For an email, make a link that works
          for days.
        </Notice>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="To"
          name="to"
          type="text"
          inputMode="email"
          required
          maxLength={300}
          value={to}
          error={toError}
          onChange={({ target }) => setTyped(target.value)}
        />
        <LanguageChoice value={chosen ?? shown?.language ?? null} onChoose={setChosen} />
      </div>
      {isChanged && (
        <Notice tone="warning" role="status">
          The message reads differently by now, so nothing was sent yet. Look at it, then send it.
        </Notice>
      )}
      <Shown mail={shown} isBusy={isBusy} />
      {shown && shown.reminders.length > 0 && (
        <Reminders
          times={shown.reminders}
          timeZone={shown.timeZone}
          isOn={withReminders}
          onChange={setWithReminders}
        />
      )}
    </DialogForm>
  )
}

type LanguageChoiceProps = { value: Language | null; onChoose: (language: Language) => void }

function LanguageChoice({ value, onChoose }: LanguageChoiceProps) {
  return (
    <Field label="Language" error={undefined}>
      {({ id }) => (
        <Select
          id={id}
          value={value ?? ''}
          onChange={({ target }) => {
            const language = languages.find((one) => one === target.value)
            if (language) onChoose(language)
          }}
        >
          {value === null && <option value="">The customer’s</option>}
          {languages.map((one) => (
            <option key={one} value={one}>
              {languageNames[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** All of it, but for the address of the link; its place is as large before it is there. */
function Shown({ mail, isBusy }: { mail: MailPreview | null; isBusy: boolean }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-sm">
        <dt className="text-muted">From</dt>
        <dd translate="no" className="wrap-anywhere">
          {mail?.from ?? '…'}
        </dd>
        <dt className="text-muted">Subject</dt>
        <dd translate="no" lang={mail?.language} className="wrap-anywhere">
          {mail?.subject ?? '…'}
        </dd>
      </dl>
      <section
        aria-label="Message"
        aria-busy={isBusy}
        aria-describedby={id}
        tabIndex={0}
        translate="no"
        lang={mail?.language}
        className={`h-64 max-h-[40dvh] overflow-y-auto rounded-lg border border-hairline bg-sunken p-3 whitespace-pre-wrap wrap-anywhere transition-opacity ${isBusy ? 'opacity-60' : ''}`}
      >
        {mail?.body}
      </section>
      <p id={id} className="text-sm text-muted">
        The dots stand for the address: the mail has all of it.
      </p>
    </div>
  )
}

type RemindersProps = {
  times: string[]
  timeZone: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

function Reminders({ times, timeZone, isOn, onChange }: RemindersProps) {
  return (
    <Checkbox checked={isOn} onChange={({ target }) => onChange(target.checked)}>
      Remind them until they open it
      <span className="block text-sm text-muted">
        {times.map((at, index) => (
          <span key={at}>
            {index > 0 && ', '}
            <LocalMoment at={at} />
          </span>
        ))}
        : in working hours of {timeZone}.
      </span>
    </Checkbox>
  )
}
