import type { ComponentProps } from 'react'

import { FormDialog } from '@/components/kit/form-dialog.client'

type RevokeDialogProps = Pick<ComponentProps<typeof FormDialog>, 'isOpen' | 'answer' | 'onClose'> & {
  endWords: string
}

/** Asks before a link is ended, and says what the customer will see. */
export function RevokeDialog({ endWords, ...rest }: RevokeDialogProps) {
  return (
    <FormDialog
      label="Revoke this link?"
      cancelText="Keep it"
      action={{ text: 'Revoke link', pendingText: 'Revoking…', variant: 'alarm' }}
      {...rest}
    >
      <p>
        {endWords} It cannot be brought back. If the customer has the link open, a new step there will fail.
      </p>
    </FormDialog>
  )
}
