'use client'

import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'

import { ConnectionIdentity } from '@/components/connections/identity.client'
import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Notice } from '@/components/kit/notice.client'
import { Panel } from '@/components/kit/panel.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer'
import { disconnectConnectionAction } from '@/lib/connections/actions'
import { type ConnectionView, disconnectWord } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'

/** How the page's questions look. */
export const dialogClass =
  'm-auto w-[calc(100%-2rem)] max-w-lg rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40'

const { Part: RetagForm, preload } = lazyPart(
  () => import('@/components/connections/page/retag-form.client').then((module) => module.RetagForm),
  'This part of the page could not be loaded. Reload the page and try again.',
)

type RetagProps = { connection: ConnectionView; hasLiveReconnect: boolean }

/** Changes the tags of a connection in a dialog. */
export function Retag({ connection, hasLiveReconnect }: RetagProps) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button
        variant="link"
        className="-mr-3"
        onClick={() => setIsOpen(true)}
        onFocus={preload}
        onPointerEnter={preload}
      >
        Edit tags
      </Button>
      <Dialog isOpen={isOpen} onClose={close} label="Edit tags" className={dialogClass}>
        <Suspense>
          <RetagForm
            connection={connection}
            hasLiveReconnect={hasLiveReconnect}
            onSaved={() => {
              close()
              router.refresh()
            }}
            onClose={close}
          />
        </Suspense>
      </Dialog>
    </>
  )
}

type DisconnectFormProps = {
  connection: ConnectionView
  liveReconnects: number
  onDone: () => void
  onClose: () => void
}

/** Says what it means to remove a connection, and removes it once that was confirmed by hand. */
export function DisconnectForm(props: DisconnectFormProps) {
  const { connection, liveReconnects, onDone, onClose } = props
  const { id, integration, customer } = connection
  const word = disconnectWord(connection)
  const [typed, setTyped] = useState('')
  const isConfirmed = typed.trim() === word.trim()
  const { run, isPending, failure } = useAnswer(
    () => disconnectConnectionAction({ integration: integration.key, connectionId: id, confirmation: typed }),
    onDone,
  )
  return (
    <form
      noValidate
      aria-label="Disconnect"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isConfirmed) run()
      }}
    >
      <h2 className="text-lg font-semibold">Disconnect?</h2>
      <ConnectionIdentity connection={connection} />
      <p>
        Nango deletes the customer’s credentials, and your product loses its access at once. It cannot be
        undone: the customer would have to connect anew.
      </p>
      {liveReconnects > 0 && (
        <p>
          {liveReconnects === 1 ? 'A live reconnect link is' : `${liveReconnects} live reconnect links are`}{' '}
          revoked first.
        </p>
      )}
      <TextField
        label={`Type the ${customer.id ? 'customer' : 'connection'} ID to confirm`}
        hint={word}
        name="confirmation"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={failure?.fieldErrors['confirmation']}
        className="font-mono"
      />
      {failure && (
        <Notice tone="failure" role="alert">
          {failure.message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button type="submit" variant="alarm" aria-busy={isPending} aria-disabled={isPending || !isConfirmed}>
          {isPending ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </div>
    </form>
  )
}

type DisconnectProps = {
  connection: ConnectionView
  liveReconnects: number
}

/** Removes a connection, and goes back to all others. */
export function Disconnect({ connection, liveReconnects }: DisconnectProps) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <Panel id="disconnect" title="Disconnect">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">
          Ends your product’s access for good. Nango deletes the credentials.
        </p>
        <Button variant="alarm" onClick={() => setIsOpen(true)}>
          Disconnect
        </Button>
      </div>
      <Dialog isOpen={isOpen} onClose={close} label="Disconnect?" className={dialogClass}>
        <DisconnectForm
          connection={connection}
          liveReconnects={liveReconnects}
          onDone={() => router.push(routes.connections({ removed: '1' }))}
          onClose={close}
        />
      </Dialog>
    </Panel>
  )
}
