import type { ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Notice } from '@/components/kit/notice.client'

type EndDialogProps = {
  isOpen: boolean
  /** The question. */
  label: string
  /** What it means. */
  children: ReactNode
  message: string | null
  /** The button that goes through with it. */
  action: { look: 'primary' | 'alarm'; words: string; isPending: boolean; run: () => void }
  onClose: () => void
}

/** A question before a live link is ended, with the way to keep it. */
export function FormDialog({ isOpen, label, children, message, action, onClose }: EndDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label={label}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">{label}</h2>
        {children}
        {message && (
          <Notice tone="failure" role="alert">
            {message}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button
            look={action.look}
            aria-busy={action.isPending}
            aria-disabled={action.isPending}
            onClick={action.run}
          >
            {action.words}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
