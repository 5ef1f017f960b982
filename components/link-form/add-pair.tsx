import type { RefObject } from 'react'

import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'

type AddPairProps = {
  buttonRef: RefObject<HTMLButtonElement | null>
  label: string
  isFull?: boolean
  className?: string
  onAdd: () => void
}

/** Adds an empty row. It stays focusable when there is no room, so that its reason can be found. */
export function AddPair({ buttonRef, label, isFull = false, className = '', onAdd }: AddPairProps) {
  return (
    <Button
      ref={buttonRef}
      look="link"
      aria-disabled={isFull}
      onClick={() => {
        if (!isFull) onAdd()
      }}
      className={className}
    >
      <Icon name="plus" />
      {label}
    </Button>
  )
}
