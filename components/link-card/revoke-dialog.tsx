import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Notice } from '@/components/ui/notice'

type RevokeDialogProps = {
  isOpen: boolean
  endWords: string
  isPending: boolean
  message: string | null
  onRevoke: () => void
  onClose: () => void
}

/** Asks before a link is ended, and says what the customer will see. */
export function RevokeDialog({ isOpen, endWords, isPending, message, onRevoke, onClose }: RevokeDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label="Revoke this link?"
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Revoke this link?</h2>
        <p>
          {endWords} It cannot be brought back. If the customer has the link open, a new step there will fail.
        </p>
        {message && (
          <Notice tone="failure" role="alert">
            {message}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="alarm" aria-busy={isPending} aria-disabled={isPending} onClick={onRevoke}>
            {isPending ? 'Revoking…' : 'Revoke link'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
