import type { ComponentProps, ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { FailureNotice } from '@/components/kit/notice.client'

type DialogFormProps = {
  /** The heading: a question, or what there is to fill in. */
  title: string
  children: ReactNode
  cancelText?: string
  /** The button that goes through with it; `pendingText` stands on it while it works. */
  action: { text: string; pendingText: string; variant: 'primary' | 'alarm'; isDisabled?: boolean }
  /** What the button does, and how that goes, as of `useAnswer`. */
  answer: { run: (form: HTMLFormElement) => void; isPending: boolean; message: ReactNode }
  onClose: () => void
  /** Anything else for the form, such as its name. */
  form?: Omit<ComponentProps<'form'>, 'onSubmit' | 'className'>
}

/** What stands in a dialog that asks before something is done: it can be called off, and says why it failed. */
export function DialogForm(props: DialogFormProps) {
  const { title, children, cancelText = 'Cancel', action, answer, onClose, form } = props
  return (
    <form
      noValidate
      {...form}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!action.isDisabled) answer.run(event.currentTarget)
      }}
    >
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
      <FailureNotice message={answer.message} data-form-notice tabIndex={-1} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{cancelText}</Button>
        <Button
          type="submit"
          variant={action.variant}
          isPending={answer.isPending}
          pendingText={action.pendingText}
          aria-disabled={answer.isPending || action.isDisabled}
        >
          {action.text}
        </Button>
      </div>
    </form>
  )
}

type FormDialogProps = Omit<DialogFormProps, 'title'> & {
  isOpen: boolean
  /** The heading, and the dialog's name. */
  label: string
  size?: 'md' | 'lg'
}

/** A dialog with one form in it. Where the form has a state of its own, `Dialog` with a `DialogForm` in it forgets it on closing. */
export function FormDialog({ isOpen, label, size, ...form }: FormDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={form.onClose} label={label} size={size}>
      <DialogForm title={label} {...form} />
    </Dialog>
  )
}
