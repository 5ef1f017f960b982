'use client'

import { Suspense, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { RevokeManyProps } from '@/components/links/list/revoke-many-dialog.client'

const { Part: RevokeManyDialog } = lazyPart(
  () => import('@/components/links/list/revoke-many-dialog.client').then((module) => module.RevokeManyDialog),
  'This part of the page could not be loaded. Nothing was revoked. Reload the page and try again.',
)

/** Opens the dialog that ends many links at once; its code comes with the first press. */
export function RevokeMany(props: RevokeManyProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="danger" onClick={() => setIsOpen(true)}>
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
