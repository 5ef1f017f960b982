import { useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { CopyText } from '@/components/kit/copy.client'
import { Dialog } from '@/components/kit/dialog.client'
import { FailureText } from '@/components/kit/failure-text.client'
import { Icon } from '@/components/kit/icon.client'
import { Loading } from '@/components/kit/loading.client'
import { FailureNotice, Notice } from '@/components/kit/notice.client'
import { isMac } from '@/components/kit/platform'
import { useSlow } from '@/components/kit/use-slow'
import { Picker } from '@/components/messages/picker.client'
import { SmsLength } from '@/components/messages/sms-length.client'
import { usePreview, useTaking } from '@/components/messages/use-message'
import { type Language, languageNames, languages } from '@/lib/core/language'
import { type MessageView, type SmsCount, toMailto, toSmsLink } from '@/lib/messages/view'
import { type Channel, channels, channelWords } from '@/lib/messages/words'

type MessageDialogProps = { linkId: string; isHandoff: boolean; onClose: () => void }

/** A message about a link: chosen, looked at, and taken along. */
export function MessageDialog({ linkId, isHandoff, onClose }: MessageDialogProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label="Copy message" size="lg">
      <Content linkId={linkId} isHandoff={isHandoff} onClose={() => setIsOpen(false)} />
    </Dialog>
  )
}

function Content({ linkId, isHandoff, onClose }: MessageDialogProps) {
  // A link of half an hour is for somebody who is there now.
  const [channel, setChannel] = useState<Channel>(isHandoff ? 'email' : 'chat')
  const [chosen, setChosen] = useState<Language | null>(null)
  const { shown, failure, isBusy } = usePreview({ linkId, channel, language: chosen })
  const language = chosen ?? shown?.language ?? null
  const taking = useTaking({ linkId, channel, language })
  const { outcome } = taking
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Copy message</h2>
      <div className="grid grid-cols-2 gap-3">
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
      <Shown message={shown} isBusy={isBusy} byHand={outcome.byHand} />
      <FailureNotice message={failure && <FailureText failure={failure} />} />
      <FailureNotice message={outcome.failure && <FailureText failure={outcome.failure} />} />
      <Ways channel={channel} isReady={shown !== null} taking={taking} onClose={onClose} />
    </div>
  )
}

type ShownProps = { message: MessageView | null; isBusy: boolean; byHand: string | null }

/** The whole text; its place is as large before it is there. Where the browser copies nothing it is the message itself, marked. */
function Shown({ message, isBusy, byHand }: ShownProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (byHand !== null) area.current?.select()
  }, [byHand])
  const text = byHand ?? message?.body ?? ''
  return (
    <div className="flex flex-col gap-1">
      {message?.subject && <Subject subject={message.subject} language={message.language} />}
      <textarea
        ref={area}
        readOnly
        aria-label="Message"
        aria-busy={isBusy}
        translate="no"
        lang={message?.language}
        value={text}
        className="h-56 max-h-[40dvh] resize-none sm:h-72 rounded-lg border border-hairline bg-sunken p-3"
      />
      <About
        isSlow={useSlow(isBusy)}
        sms={message?.sms ?? null}
        isMasked={text.includes('••')}
        isByHand={byHand !== null}
      />
    </div>
  )
}

type AboutProps = { isSlow: boolean; sms: SmsCount | null; isMasked: boolean; isByHand: boolean }

function About({ isSlow, sms, isMasked, isByHand }: AboutProps) {
  if (isSlow) return <Loading className="text-sm">Writing it…</Loading>
  return (
    <>
      {isByHand && (
        <p role="alert" className="text-sm">
          The browser refused to copy. The text is selected: press {isMac() ? '⌘C' : 'Ctrl+C'}.
        </p>
      )}
      <p className="min-h-4.5 text-sm text-muted">
        {sms && <SmsLength sms={sms} />}{' '}
        {isMasked && 'The dots stand for the address: what you copy has all of it.'}
      </p>
    </>
  )
}

function Subject({ subject, language }: { subject: string; language: Language }) {
  return (
    <p className="flex items-center gap-1 text-sm">
      <span className="text-muted">Subject:</span>
      <span translate="no" lang={language} className="min-w-0 wrap-anywhere">
        {subject}
      </span>
      <CopyText text={subject} label="Copy subject" />
    </p>
  )
}

type WaysProps = {
  channel: Channel
  isReady: boolean
  taking: ReturnType<typeof useTaking>
  onClose: () => void
}

/** What opens the message in another program, where its way has one. */
const openers: Partial<Record<Channel, readonly [string, (message: MessageView) => string]>> = {
  email: ['Open in mail program', toMailto],
  sms: ['Open in messages', toSmsLink],
}

/** How the message is taken along. */
function Ways({ channel, isReady, taking, onClose }: WaysProps) {
  const { isCopied } = taking.outcome
  const opener = openers[channel]
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      <output className="mr-auto text-sm text-muted">{isCopied && 'Message copied.'}</output>
      <Button variant="quiet" onClick={onClose}>
        Close
      </Button>
      {opener && (
        <Button
          aria-disabled={taking.isBusy || !isReady}
          onClick={() => {
            if (isReady) void taking.open(opener[1])
          }}
          className="max-sm:order-first max-sm:basis-full"
        >
          {opener[0]}
        </Button>
      )}
      <Button
        variant="primary"
        aria-disabled={taking.isBusy || !isReady}
        onClick={() => {
          if (isReady) void taking.copy()
        }}
        className="min-w-28"
      >
        <Icon name={isCopied ? 'check' : 'copy'} />
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
