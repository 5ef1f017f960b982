'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { dialogLook } from '@/components/connection-page/dialog-look'
import { type DisconnectAction, DisconnectForm } from '@/components/connection-page/disconnect-form'
import { Panel } from '@/components/connection-page/panel'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import type { ConnectionView } from '@/lib/core/connection-view'
import { routes } from '@/lib/core/routes'

type DisconnectProps = {
  connection: ConnectionView
  liveReconnects: number
  disconnect: DisconnectAction
}

/** Removes a connection, and goes back to all others. */
export function Disconnect({ connection, liveReconnects, disconnect }: DisconnectProps) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <Panel id="disconnect" title="Disconnect">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">
          Ends your product’s access for good. Nango deletes the credentials.
        </p>
        <Button look="alarm" onClick={() => setIsOpen(true)}>
          Disconnect
        </Button>
      </div>
      <Dialog isOpen={isOpen} onClose={close} label="Disconnect?" className={dialogLook}>
        <DisconnectForm
          connection={connection}
          liveReconnects={liveReconnects}
          disconnect={disconnect}
          onDone={() => router.push(routes.connections({ removed: '1' }))}
          onClose={close}
        />
      </Dialog>
    </Panel>
  )
}
