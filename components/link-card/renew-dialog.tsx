import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Notice } from '@/components/ui/notice'

type RenewDialogProps = {
  isOpen: boolean
  /** What the end of the old link does not stop. */
  endWords: string
  isPending: boolean
  message: string | null
  onRenew: () => void
  onClose: () => void
}

/** Asks before a new link takes the place of one that lives: the customer may have it in hand. */
export function RenewDialog({ isOpen, endWords, isPending, message, onRenew, onClose }: RenewDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label="Renew this link?"
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Renew this link?</h2>
        <p>
          The link that you sent stops working at once. A new one, with its full time, takes its place: send
          that one to the customer.
        </p>
        <p className="text-muted">{endWords}</p>
        {message && (
          <Notice tone="failure" role="alert">
            {message}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="primary" aria-busy={isPending} aria-disabled={isPending} onClick={onRenew}>
            {isPending ? 'Renewing…' : 'Renew'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
