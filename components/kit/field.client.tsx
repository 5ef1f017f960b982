import { type ReactNode, useId } from 'react'

/** How text inputs and selects look; the size of the text keeps iOS from zooming in. */
export const controlClass =
  'h-control w-full min-w-0 rounded-lg border border-control-line bg-surface px-3 text-base text-ink aria-invalid:border-status-failed pointer-coarse:text-lg'

/** What a control needs to belong to its label, hint and error. */
export type Wiring = {
  id: string
  labelId: string
  describedBy: string | undefined
  isInvalid: boolean
}

type FieldProps = {
  label: string
  error: string | undefined
  hint?: string
  isRequired?: boolean
  children: (wiring: Wiring) => ReactNode
}

export function Field({ label, error, hint, isRequired = false, children }: FieldProps) {
  const id = useId()
  const labelId = `${id}-label`
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label id={labelId} htmlFor={id} className="text-sm font-medium">
        {label}
        {isRequired && (
          <span aria-hidden="true" className="text-muted">
            {' *'}
          </span>
        )}
      </label>
      {children({ id, labelId, describedBy: describedBy || undefined, isInvalid: Boolean(error) })}
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-status-failed">
      {children}
    </p>
  )
}
