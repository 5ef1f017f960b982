import { EndDialog } from '@/components/link-card/end-dialog'

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
export function RenewDialog({ endWords, isPending, onRenew, ...rest }: RenewDialogProps) {
  const words = isPending ? 'Renewing…' : 'Renew'
  return (
    <EndDialog
      label="Renew this link?"
      action={{ look: 'primary', words, isPending, run: onRenew }}
      {...rest}
    >
      <p>
        The link that you sent stops working at once. A new one, with its full time, takes its place: send
        that one to the customer.
      </p>
      <p className="text-muted">{endWords}</p>
    </EndDialog>
  )
}
