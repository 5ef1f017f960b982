import { useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import { ConnectionIdentity } from '@/components/share/connection-identity'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import type { Answer } from '@/lib/core/answers'
import { type ConnectionView, disconnectWord } from '@/lib/core/connection-view'
import type { DisconnectInput } from '@/lib/core/disconnect-input'

export type DisconnectAction = (wish: DisconnectInput) => Promise<Answer<null>>

type DisconnectFormProps = {
  connection: ConnectionView
  liveReconnects: number
  disconnect: DisconnectAction
  onDone: () => void
  onClose: () => void
}

/** Says what it means to remove a connection, and removes it once that was confirmed by hand. */
export function DisconnectForm(props: DisconnectFormProps) {
  const { connection, liveReconnects, disconnect, onDone, onClose } = props
  const { id, integration, customer } = connection
  const word = disconnectWord(connection)
  const [typed, setTyped] = useState('')
  const isConfirmed = typed.trim() === word.trim()
  const { run, isPending, failure } = useAnswer(
    () => disconnect({ integration: integration.key, connectionId: id, confirmation: typed }),
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
        <Button type="submit" look="alarm" aria-busy={isPending} aria-disabled={isPending || !isConfirmed}>
          {isPending ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </div>
    </form>
  )
}
