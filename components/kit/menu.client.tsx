'use client'

import { type ReactNode, useRef, useState } from 'react'

import { Icon } from '@/components/kit/icon.client'
import { useDismiss } from '@/components/kit/use-dismiss'

/** How a link or button looks inside an `UnfoldingMenu`. */
export const menuItemClass =
  'flex h-control w-full items-center gap-2 rounded-md px-2.5 text-left hover:bg-sunken'

/** A button with three dots and what unfolds under it: list items. It opens without script too. */
export function UnfoldingMenu({ label, children }: { label: string; children: ReactNode }) {
  const holder = useRef<HTMLDetailsElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  useDismiss(holder, isOpen, (givesFocusBack) => {
    holder.current?.removeAttribute('open')
    if (givesFocusBack) holder.current?.querySelector('summary')?.focus()
  })
  return (
    <details
      ref={holder}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="relative inline-block"
    >
      <summary
        aria-label={label}
        className="flex size-8 list-none items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon name="more" />
      </summary>
      <ul className="absolute right-0 z-20 mt-1 w-44 rounded-lg border border-hairline bg-surface p-1 text-ink shadow-lg">
        {children}
      </ul>
    </details>
  )
}
