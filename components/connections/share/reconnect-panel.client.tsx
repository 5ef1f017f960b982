'use client'

import { useEffect, useRef, useState } from 'react'

import { ConnectionIdentity } from '@/components/connections/identity.client'
import { WaitingNotice } from '@/components/connections/marks.client'
import { ShareCard } from '@/components/connections/share/card.client'
import { FailureNotice, Notice } from '@/components/kit/notice.client'
import { fetchAfter, useIntent } from '@/components/kit/use-answer.client'
import { preloadCard } from '@/components/links/card/slot.client'
import { useCopyAtOnce } from '@/components/links/copy-at-once'
import { PageFields } from '@/components/links/form/page-fields.client'
import { SubmitLink } from '@/components/links/form/submit-link.client'
import { useChecks } from '@/components/shell/viewer.client'
import { reconnectLinkAction } from '@/lib/connections/actions'
import { type ConnectionView, type MetadataOutcome, updateScope } from '@/lib/connections/view'
import { deskRoutes } from '@/lib/core/desk-routes'
import { isLanguage } from '@/lib/core/language'
import { checkFor, checkKinds, worksForChoices } from '@/lib/handoff/words'
import { isWaitingAnswer, type LiveLinkView, type WaitingLink } from '@/lib/links/view'

/** The links that wait for a connection: as its page knew them, and then as they are by now. */
function useWaiting({ id, integration, customer, waiting }: ConnectionView): WaitingLink[] {
  const [current, setCurrent] = useState<WaitingLink[] | null>(null)
  const question = deskRoutes.connectionWaiting(integration.key, id, customer.id)
  useEffect(() => {
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(0, question, asked.signal).catch(() => null)
      if (!asked.signal.aborted && isWaitingAnswer(body)) setCurrent(body.waiting)
    }
    void ask()
    return () => asked.abort()
  }, [question])
  return current ?? waiting
}

type ReconnectQuestionProps = {
  connection: ConnectionView
  metadata: MetadataOutcome
  /** Called when a link will probably be created soon. */
  onIntent: () => void
  /** Called within the press that creates one. */
  onCreate: () => void
  onCreated: (live: LiveLinkView) => void
}

/** How long it is to work, and its check: by the address that the connection has, where none was chosen. */
const readLife = (form: HTMLFormElement | null, { customer }: ConnectionView) => {
  const fields = form && new FormData(form)
  const worksFor = worksForChoices.find((choice) => choice === fields?.get('worksFor')) ?? '30m'
  const chosen = checkKinds.find((kind) => kind === fields?.get('check'))
  return { worksFor, check: checkFor(worksFor, chosen, customer.email) }
}

/** Says which connection it is and what becomes of it, before a link is created. */
function ReconnectQuestion(props: ReconnectQuestionProps) {
  const { connection, onIntent } = props
  const waiting = useWaiting(connection)
  const checks = useChecks()
  const form = useRef<HTMLFormElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const readLanguage = () => {
    const chosen = form.current && new FormData(form.current).get('language')
    return typeof chosen === 'string' && isLanguage(chosen) ? chosen : null
  }
  const { run, isPending, message } = useIntent(
    (intentKey) =>
      reconnectLinkAction({
        intentKey,
        integration: connection.integration.key,
        connectionId: connection.id,
        language: readLanguage(),
        ...readLife(form.current, connection),
      }),
    props.onCreated,
  )
  useEffect(() => button.current?.focus(), [])
  return (
    <form
      ref={form}
      aria-label="Reconnect link"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        props.onCreate()
        run()
      }}
    >
      <ConnectionIdentity connection={connection} />
      <Notice tone="warning">
        Whoever logs in with this link replaces the account behind this connection, even if it is a different
        account. Everything that uses the connection goes on with the new one.
      </Notice>
      <Kept metadata={props.metadata} />
      <PageFields checks={checks} />
      {/* The gap of the form above an empty one is taken back. */}
      <div aria-live="polite" className="empty:-mt-4">
        <WaitingNotice waiting={waiting} />
      </div>
      <FailureNotice message={message} />
      <SubmitLink text="Create reconnect link" isPending={isPending} onIntent={onIntent} buttonRef={button} />
    </form>
  )
}

/** What the connection goes on with, and what is lost for good. */
function Kept({ metadata }: { metadata: MetadataOutcome }) {
  if (metadata === 'kept') return <p>Its tags, webhook address and metadata are kept.</p>
  return (
    <>
      <p>Its tags and webhook address are kept.</p>
      <Notice tone="warning">
        Its metadata {metadata === 'lost' ? 'will' : 'may'} be lost: Nango drops it{' '}
        {metadata === 'lost' ? '' : 'where credentials are typed in'}, and the API key lacks the scope{' '}
        <code translate="no" className="font-mono text-xs break-all">
          {updateScope}
        </code>{' '}
        to put it back. An admin can add it in Nango.
      </Notice>
    </>
  )
}

type ReconnectPanelProps = {
  connection: ConnectionView
  metadata: MetadataOutcome
  onOver: (isOver: boolean) => void
}

/** What a reconnect means, and in its place the card of the link once it is created. */
export function ReconnectPanel({ connection, metadata, onOver }: ReconnectPanelProps) {
  const [live, setLive] = useState<LiveLinkView | null>(null)
  const [copying, setCopying] = useState<Promise<boolean> | null>(null)
  const copy = useCopyAtOnce()
  if (live) return <ShareCard live={live} copying={copying} onOver={onOver} />
  return (
    <ReconnectQuestion
      connection={connection}
      metadata={metadata}
      onIntent={preloadCard}
      onCreate={copy.begin}
      onCreated={(created) => {
        setLive(created)
        setCopying(copy.settle(created.url))
      }}
    />
  )
}
