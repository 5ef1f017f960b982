'use client'

import { type ReactNode, useEffect, useRef } from 'react'

const sizes = { md: 'max-w-md', lg: 'max-w-lg' } as const

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  label: string
  size?: keyof typeof sizes | undefined
  /** For a dialog that is no box in the middle of the page. */
  className?: string
  children: ReactNode
}

/** The first button has the focus then, with a ring in some browsers although nobody pressed a key: so the whole has it. */
const show = (dialog: HTMLDialogElement) => {
  const isByKey = document.activeElement?.matches(':focus-visible')
  dialog.showModal()
  if (!isByKey && document.activeElement instanceof HTMLButtonElement) dialog.focus()
}

/**
 * A modal on the native element: it keeps the focus, closes on Esc and gives the focus back. The element tells of its end
 * a little later: what was opened in its place by then is not closed by that.
 */
export function Dialog({ isOpen, onClose, label, size = 'md', className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen && dialog.current && !dialog.current.open) show(dialog.current)
    if (!isOpen) dialog.current?.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={label}
      onClose={isOpen ? onClose : undefined}
      className={className ?? `${boxClass} ${sizes[size]}`}
    >
      {isOpen && children}
    </dialog>
  )
}

// Its text is set anew: some stand in the cell of a table.
const boxClass =
  'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] rounded-lg border border-hairline bg-surface p-5 text-left text-base text-ink shadow-xl backdrop:bg-black/40'
