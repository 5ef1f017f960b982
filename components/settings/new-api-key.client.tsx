'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { ApiKeyForm } from '@/components/settings/api-key-form'
import { ApiKeyOnce } from '@/components/settings/api-key-once'
import { dialogLook } from '@/components/settings/dialog-look'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Icon } from '@/components/ui/icon.client'
import type { ApiKeyActions, NewApiKeyView } from '@/lib/core/api-key-view'

/** Makes a key, and shows it this once. */
export function NewApiKey({ create }: { create: ApiKeyActions['create'] }) {
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const [made, setMade] = useState<NewApiKeyView | null>(null)
  const close = () => {
    setIsOpen(false)
    setMade(null)
  }
  const show = (key: NewApiKeyView) => {
    setMade(key)
    router.refresh()
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Icon name="plus" />
        New API key
      </Button>
      <Dialog isOpen={isOpen} onClose={close} label="New API key" className={dialogLook}>
        {made ? (
          <ApiKeyOnce made={made} onDone={close} />
        ) : (
          <ApiKeyForm create={create} onMade={show} onCancel={close} />
        )}
      </Dialog>
    </>
  )
}
