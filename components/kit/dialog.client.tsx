'use client'

import { type ReactNode, useEffect, useRef } from 'react'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  label: string
  className: string
  children: ReactNode
}

/** A modal on the native element: it keeps the focus, closes on Esc and gives the focus back. */
export function Dialog({ isOpen, onClose, label, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal()
    if (!isOpen) dialog.current?.close()
  }, [isOpen])
  return (
    <dialog ref={dialog} aria-label={label} onClose={onClose} className={className}>
      {isOpen && children}
    </dialog>
  )
}
