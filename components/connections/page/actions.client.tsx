'use client'

import { useRouter } from 'next/navigation'
import { Suspense, useEffect, useState } from 'react'

import { ConnectionIdentity } from '@/components/connections/identity.client'
import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { DialogForm } from '@/components/kit/form-dialog.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { Panel } from '@/components/kit/page.client'
import { TextField } from '@/components/kit/text-field.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { disconnectConnectionAction } from '@/lib/connections/actions'
import { type ConnectionView, disconnectWord } from '@/lib/connections/view'
import { routes } from '@/lib/core/routes'

const { Part: RetagForm, preload } = lazyPart(
  () => import('@/components/connections/page/retag-form.client').then((module) => module.RetagForm),
  'This part of the page could not be loaded. Reload the page and try again.',
)

type RetagProps = { connection: ConnectionView; hasLiveReconnect: boolean }

/** Changes the tags of a connection in a dialog. */
export function Retag({ connection, hasLiveReconnect }: RetagProps) {
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
      <Dialog isOpen={isOpen} onClose={close} label="Edit tags" size="lg">
        <Suspense>
          <RetagForm connection={connection} hasLiveReconnect={hasLiveReconnect} onClose={close} />
        </Suspense>
      </Dialog>
    </>
  )
}

type DisconnectProps = { connection: ConnectionView; liveReconnects: number }

/** Says what it means to remove a connection, and removes it once that was confirmed by hand. */
function DisconnectForm(props: DisconnectProps & { onClose: () => void }) {
  const { connection, liveReconnects, onClose } = props
  const { id, integration, customer } = connection
  const router = useRouter()
  const word = disconnectWord(connection)
  const [typed, setTyped] = useState('')
  const answer = useAnswer(
    () =>
      disconnectConnectionAction({
        integration: integration.key,
        connectionId: id,
        confirmation: typed,
      }),
    () => router.push(routes.connections({ removed: '1' })),
  )
  return (
    <DialogForm
      title="Disconnect?"
      form={{ 'aria-label': 'Disconnect' }}
      cancelText="Keep it"
      action={{
        text: 'Disconnect',
        pendingText: 'Disconnecting…',
        variant: 'alarm',
        isDisabled: typed.trim() !== word.trim(),
      }}
      answer={answer}
      onClose={onClose}
    >
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
        error={answer.failure?.fieldErrors['confirmation']}
        className="font-mono"
      />
    </DialogForm>
  )
}

/** Removes a connection, and goes back to all others. */
export function Disconnect({ connection, liveReconnects }: DisconnectProps) {
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
      <Dialog isOpen={isOpen} onClose={close} label="Disconnect?" size="lg">
        <DisconnectForm connection={connection} liveReconnects={liveReconnects} onClose={close} />
      </Dialog>
    </Panel>
  )
}

const firstMs = 1_000
const most = 6

/** Reads the page again, at growing intervals, as long as it stands on it; then somebody has to reload. */
export function RefreshWhileSettling() {
  const router = useRouter()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (tries === most) return undefined
    const timer = setTimeout(
      () => {
        setTries(tries + 1)
        router.refresh()
      },
      firstMs * 2 ** tries,
    )
    return () => clearTimeout(timer)
  }, [tries, router])
  return null
}
