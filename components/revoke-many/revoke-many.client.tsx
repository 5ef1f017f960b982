'use client'

import { lazy, Suspense, useState } from 'react'

import type { RevokeManyProps } from '@/components/revoke-many/revoke-many-dialog'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'

const RevokeManyDialog = lazy(() =>
  import('@/components/revoke-many/revoke-many-dialog').then((module) => ({
    default: module.RevokeManyDialog,
  })),
)

/** Opens the way to end many links at once; its code comes with the first press. */
export function RevokeMany(props: RevokeManyProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setIsOpen(true)}>
        <Icon name="ban" />
        Revoke many
      </Button>
      {isOpen && (
        <Suspense>
          <RevokeManyDialog {...props} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
