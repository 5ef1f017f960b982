import { type ComponentProps, type ReactNode, useId } from 'react'

import { FirstIcon } from '@/components/kit/first-icon.client'

/** The classes of text inputs and selects; the size of the text keeps iOS from zooming in. */
export const controlClass =
  'h-control w-full min-w-0 rounded-lg border border-control-line bg-surface px-3 text-base text-ink aria-invalid:border-status-failed pointer-coarse:text-lg'

/**
 * What keeps browsers and password managers from filling a field with the data of whoever sits before them. Chromium ignores
 * `off` and fills by its own guess; a value that it does not know, such as `none`, ends that
 * (components/autofill/core/common/autocomplete_parsing_util.cc). The others are 1Password, LastPass, Bitwarden, Proton Pass and
 * Dashlane.
 */
export const notOnesOwn = {
  autoComplete: 'none',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-bwignore': '',
  'data-protonpass-ignore': 'true',
  'data-form-type': 'other',
  spellCheck: false,
}

/** The id of an option, for `aria-activedescendant`; undefined for -1, which is none. */
export function optionId(listId: string, index: number) {
  return index < 0 ? undefined : `${listId}-${index}`
}

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

type SelectProps = ComponentProps<'select'> & {
  /** For a line of a table. */
  isSmall?: boolean
}

/** A choice of one, with an arrow of our own: that of the browser stands differently in each. */
export function Select({ isSmall = false, className = '', ...rest }: SelectProps) {
  const size = isSmall ? 'h-8! px-2! pr-7! text-sm! pointer-coarse:h-control!' : 'pr-9'
  return (
    <div className="relative">
      <select className={`${controlClass} appearance-none truncate ${size} ${className}`} {...rest} />
      <FirstIcon
        name="chevron"
        className={`pointer-events-none absolute inset-y-0 my-auto text-muted ${isSmall ? 'right-2 size-3.5' : 'right-3 size-4'}`}
      />
    </div>
  )
}

/** A box to tick before its words. */
export function Checkbox({ children, ...rest }: ComponentProps<'input'>) {
  return (
    <label className="flex items-start gap-2 py-0.5 pointer-coarse:py-2.5">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
