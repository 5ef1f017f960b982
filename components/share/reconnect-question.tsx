import { useEffect, useRef } from 'react'

import { LanguageField } from '@/components/link-form/language-field'
import { useWaitStage } from '@/components/link-form/use-wait-stage'
import { ConnectionIdentity } from '@/components/share/connection-identity'
import type { ShareActions } from '@/components/share/share-desk.client'
import { useReconnect } from '@/components/share/use-reconnect'
import { useWaiting } from '@/components/share/use-waiting'
import { WaitingNotice } from '@/components/share/waiting-notice'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ConnectionView } from '@/lib/core/connection-view'
import { type MetadataFate, updateScope } from '@/lib/core/key-limits'
import type { Language } from '@/lib/core/language'
import { languageNames } from '@/lib/core/language-names'
import type { LiveLinkView } from '@/lib/core/link-view'

type ReconnectQuestionProps = {
  connection: ConnectionView
  metadata: MetadataFate
  reconnect: ShareActions['reconnect']
  /** Called when a link will probably be made soon. */
  onIntent: () => void
  onMade: (live: LiveLinkView) => void
}

const words = { none: 'Create reconnect link', short: 'Creating…', long: 'Waiting for Nango…' } as const

const isLanguage = (text: string): text is Language => text in languageNames

/** Says which connection it is and what becomes of it, before a link is made. */
export function ReconnectQuestion(props: ReconnectQuestionProps) {
  const { connection, onIntent } = props
  const waiting = useWaiting(connection)
  const form = useRef<HTMLFormElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const readLanguage = () => {
    const chosen = form.current && new FormData(form.current).get('language')
    return typeof chosen === 'string' && isLanguage(chosen) ? chosen : null
  }
  const { run, isPending, message } = useReconnect(connection, readLanguage, props.reconnect, props.onMade)
  const stage = useWaitStage(isPending)
  useEffect(() => button.current?.focus(), [])
  return (
    <form
      ref={form}
      aria-label="Reconnect link"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
    >
      <ConnectionIdentity connection={connection} />
      <Notice tone="warning">
        Whoever logs in with this link replaces the account behind this connection, even if it is a different
        account. Everything that uses the connection goes on with the new one.
      </Notice>
      <Kept metadata={props.metadata} />
      <LanguageField value="" error={undefined} />
      {/* The gap of the form above an empty one is taken back. */}
      <div aria-live="polite" className="empty:-mt-4">
        <WaitingNotice waiting={waiting} />
      </div>
      {message && (
        <Notice tone="failure" role="alert">
          {message}
        </Notice>
      )}
      <Button
        ref={button}
        type="submit"
        look="primary"
        aria-busy={isPending}
        aria-disabled={isPending}
        onFocus={onIntent}
        // The second click of a double click is not a second wish.
        onClick={(event) => event.detail > 1 && event.preventDefault()}
        onPointerEnter={onIntent}
        className="w-full"
      >
        {words[stage]}
      </Button>
      <p aria-live="polite" className="sr-only">
        {stage === 'none' ? '' : words[stage]}
      </p>
    </form>
  )
}

/** What the connection goes on with, and what is lost for good. */
function Kept({ metadata }: { metadata: MetadataFate }) {
  if (metadata === 'kept') return <p>Its tags, webhook address and metadata are kept.</p>
  return (
    <>
      <p>Its tags and webhook address are kept.</p>
      <Notice tone="warning">
        Its metadata {metadata === 'lost' ? 'will' : 'may'} be lost: Nango drops it{' '}
        {metadata === 'lost' ? '' : 'where credentials are typed in'}, and the API key lacks the scope{' '}
        <code className="font-mono text-xs break-all">{updateScope}</code> to put it back. An admin can add it
        in Nango.
      </Notice>
    </>
  )
}
