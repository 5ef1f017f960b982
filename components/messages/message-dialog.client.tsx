import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { copyText, CopyText } from '@/components/kit/copy.client'
import { Dialog } from '@/components/kit/dialog.client'
import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { Field, Select } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { FailureNotice, Notice } from '@/components/kit/notice.client'
import { isMac } from '@/components/kit/platform'
import { SmsLength } from '@/components/messages/sms-length.client'
import type { FailureView } from '@/lib/core/failure'
import { type Language, languageNames, languages } from '@/lib/core/language'
import { offerMessageAction } from '@/lib/messages/actions'
import { type MessageView, toMailto, toSmsLink } from '@/lib/messages/view'
import { type Channel, channels, channelWords } from '@/lib/messages/words'

type MessageDialogProps = { linkId: string; isHandoff: boolean; onClose: () => void }

/** A message about a link: chosen, looked at, and taken along. */
export function MessageDialog({ linkId, isHandoff, onClose }: MessageDialogProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Copy message" size="lg">
      <Choice linkId={linkId} isHandoff={isHandoff} onClose={() => setIsOpen(false)} />
    </Dialog>
  )
}

type Wanted = { linkId: string; channel: Channel; language: Language | null }

/** Carries why there is no message to where it was to go. */
class NotGiven extends Error {
  constructor(readonly failure: FailureView) {
    super(failure.message)
  }
}

/** The message at this moment. Each that is taken, with its address, is kept in the link's history. */
const fetchMessage = async (wanted: Wanted, isTaken: boolean): Promise<MessageView> => {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const answer = await offerMessageAction({ ...wanted, zone, isTaken })
  if (!answer.ok) throw new NotGiven(answer.failure)
  return answer.value
}

const failureOf = (error: unknown) => (error instanceof NotGiven ? error.failure : toFailure(error))

/** The message as it would be, without its address; the last one stands until the next is there. */
const usePreview = ({ linkId, channel, language }: Wanted) => {
  const [shown, setShown] = useState<MessageView | null>(null)
  const [failure, setFailure] = useState<FailureView | null>(null)
  useEffect(() => {
    let isCurrent = true
    fetchMessage({ linkId, channel, language }, false).then(
      (message) => {
        if (!isCurrent) return
        setShown(message)
        setFailure(null)
      },
      (error: unknown) => {
        if (isCurrent) setFailure(failureOf(error))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [linkId, channel, language])
  const isFitting = shown?.channel === channel && (language === null || shown.language === language)
  return { shown, failure, isBusy: !isFitting && failure === null }
}

type News =
  | { kind: 'none' | 'copied' }
  | { kind: 'refused'; text: string }
  | { kind: 'failed'; why: FailureView }

/** What is done with the message: it goes to the clipboard, or to the program that an address opens. */
const useTaking = (wanted: Wanted) => {
  const [news, setNews] = useState<News>({ kind: 'none' })
  const [isBusy, setIsBusy] = useState(false)
  const take = async (pass: (taken: Promise<MessageView>) => Promise<News>) => {
    setIsBusy(true)
    setNews({ kind: 'none' })
    const taken = fetchMessage(wanted, true)
    setNews(await pass(taken).catch((error: unknown) => ({ kind: 'failed', why: failureOf(error) }) as const))
    setIsBusy(false)
  }
  const copy = () =>
    take(async (taken) => {
      const text = taken.then(({ body }) => body)
      return (await copyText(text)) ? { kind: 'copied' } : { kind: 'refused', text: await text }
    })
  const open = (toAddress: (message: MessageView) => string) =>
    take(async (taken) => {
      Object.assign(document.createElement('a'), { href: toAddress(await taken) }).click()
      return { kind: 'none' }
    })
  return { news, isBusy, copy, open, forget: () => setNews({ kind: 'none' }) }
}

function Choice({ linkId, isHandoff, onClose }: MessageDialogProps) {
  // A link of half an hour is for somebody who is there now.
  const [channel, setChannel] = useState<Channel>(isHandoff ? 'email' : 'chat')
  const [chosen, setChosen] = useState<Language | null>(null)
  const { shown, failure, isBusy } = usePreview({ linkId, channel, language: chosen })
  const language = chosen ?? shown?.language ?? null
  const taking = useTaking({ linkId, channel, language })
  const { news } = taking
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Copy message</h2>
      <div className="grid gap-3 sm:grid-cols-2">
        <Picker
          label="How it is sent"
          value={channel}
          choices={channels.map((one) => [one, channelWords[one]])}
          onChoose={(one) => {
            setChannel(one)
            taking.forget()
          }}
        />
        <Picker
          label="Language"
          value={language}
          choices={languages.map((one) => [one, languageNames[one]])}
          onChoose={(one) => {
            setChosen(one)
            taking.forget()
          }}
        />
      </div>
      {channel === 'email' && !isHandoff && (
        <Notice tone="warning">
          This link works for 30 minutes, and email is often read later. For an email, make a link that works
          for days.
        </Notice>
      )}
      {news.kind === 'refused' ? <ByHand text={news.text} /> : <Shown message={shown} isBusy={isBusy} />}
      <FailureNotice message={failure && <FailureText failure={failure} />} />
      <FailureNotice message={news.kind === 'failed' && <FailureText failure={news.why} />} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <output className="mr-auto text-sm text-muted">{news.kind === 'copied' && 'Message copied.'}</output>
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
        <OpenIn channel={channel} onOpen={(toAddress) => void taking.open(toAddress)} />
        <Button
          variant="primary"
          aria-disabled={taking.isBusy || shown === null}
          onClick={() => {
            if (!taking.isBusy && shown !== null) void taking.copy()
          }}
          className="min-w-28"
        >
          <Icon name={news.kind === 'copied' ? 'check' : 'copy'} />
          {news.kind === 'copied' ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  )
}

type PickerProps<Value extends string> = {
  label: string
  value: Value | null
  choices: (readonly [Value, string])[]
  onChoose: (value: Value) => void
}

function Picker<Value extends string>({ label, value, choices, onChoose }: PickerProps<Value>) {
  const choose = (text: string) => {
    const choice = choices.find(([one]) => one === text)
    if (choice) onChoose(choice[0])
  }
  return (
    <Field label={label} error={undefined}>
      {({ id }) => (
        <Select id={id} value={value ?? ''} onChange={({ target }) => choose(target.value)}>
          {value === null && <option value="">The customer’s</option>}
          {choices.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** What opens the message in another program, where its way has one. */
function OpenIn({
  channel,
  onOpen,
}: {
  channel: Channel
  onOpen: (toAddress: (m: MessageView) => string) => void
}) {
  if (channel === 'email') return <Button onClick={() => onOpen(toMailto)}>Open in mail program</Button>
  if (channel === 'sms') return <Button onClick={() => onOpen(toSmsLink)}>Open in messages</Button>
  return null
}

const boxClass = 'h-80 max-h-[45dvh] rounded-lg border border-hairline bg-sunken p-3'

/** The whole text; its place is as large before it is there. */
function Shown({ message, isBusy }: { message: MessageView | null; isBusy: boolean }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      {message?.subject && (
        <p className="flex items-center gap-1 text-sm">
          <span className="text-muted">Subject:</span>
          <span translate="no" lang={message.language} className="min-w-0 wrap-anywhere">
            {message.subject}
          </span>
          <CopyText text={message.subject} label="Copy subject" />
        </p>
      )}
      <section
        aria-label="Message"
        aria-busy={isBusy}
        aria-describedby={id}
        tabIndex={0}
        translate="no"
        lang={message?.language}
        className={`${boxClass} overflow-y-auto whitespace-pre-wrap wrap-anywhere transition-opacity ${isBusy ? 'opacity-60' : ''}`}
      >
        {message?.body}
      </section>
      <p id={id} className="text-sm text-muted">
        {message?.sms ? (
          <SmsLength sms={message.sms} />
        ) : (
          'The dots stand for the address: what you copy has all of it.'
        )}
      </p>
    </div>
  )
}

/** The message itself, marked, where the browser copies nothing. */
function ByHand({ text }: { text: string }): ReactNode {
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.select(), [])
  return (
    <div className="flex flex-col gap-1">
      <textarea ref={area} readOnly aria-label="The message" value={text} className={boxClass} />
      <p role="alert" className="text-sm">
        The browser refused to copy. The text is selected: press {isMac() ? '⌘C' : 'Ctrl+C'}.
      </p>
    </div>
  )
}
