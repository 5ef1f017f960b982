'use client'

import { lazy, Suspense, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import type { RevokeManyProps } from '@/components/links/list/revoke-many-dialog.client'

const RevokeManyDialog = lazy(() =>
  import('@/components/links/list/revoke-many-dialog.client').then((module) => ({
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
