'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'

import { dialogLook } from '@/components/connection-page/dialog-look'
import type { Retag as RetagAction } from '@/components/connection-page/use-retag'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Notice } from '@/components/ui/notice'
import type { ConnectionView } from '@/lib/core/connection-view'

const loadForm = () => import('@/components/connection-page/retag-form')

function FormMissing() {
  return (
    <Notice tone="failure" role="alert">
      This part of the page could not be loaded. Reload the page and try again.
    </Notice>
  )
}

const RetagForm = lazy(() =>
  loadForm().then(
    (module) => ({ default: module.RetagForm }),
    () => ({ default: FormMissing }),
  ),
)

/** Fetches the form's code ahead. */
const preload = () => {
  loadForm().catch(() => {})
}

type RetagProps = { connection: ConnectionView; hasLiveReconnect: boolean; retag: RetagAction }

/** Changes the tags of a connection in a dialog. */
export function Retag({ connection, hasLiveReconnect, retag }: RetagProps) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button
        look="link"
        className="-mr-3"
        onClick={() => setIsOpen(true)}
        onFocus={preload}
        onPointerEnter={preload}
      >
        Edit tags
      </Button>
      <Dialog isOpen={isOpen} onClose={close} label="Edit tags" className={dialogLook}>
        <Suspense>
          <RetagForm
            connection={connection}
            hasLiveReconnect={hasLiveReconnect}
            retag={retag}
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
