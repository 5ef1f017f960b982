import { FormDialog } from '@/components/kit/form-dialog.client'

type RevokeDialogProps = {
  isOpen: boolean
  endWords: string
  isPending: boolean
  message: string | null
  onRevoke: () => void
  onClose: () => void
}

/** Asks before a link is ended, and says what the customer will see. */
export function RevokeDialog({ endWords, isPending, onRevoke, ...rest }: RevokeDialogProps) {
  const words = isPending ? 'Revoking…' : 'Revoke link'
  return (
    <FormDialog
      label="Revoke this link?"
      action={{ look: 'alarm', words, isPending, run: onRevoke }}
      {...rest}
    >
      <p>
        {endWords} It cannot be brought back. If the customer has the link open, a new step there will fail.
      </p>
    </FormDialog>
  )
}
