import type { ComponentProps } from 'react'

import { controlClass, Field, notOnesOwn } from '@/components/kit/field.client'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: string
  error: string | undefined
  hint?: string
}

/** One line of text with its label, hint and error. */
export function TextField({ label, error, hint, required = false, className = '', ...rest }: TextFieldProps) {
  return (
    <Field label={label} error={error} isRequired={required} {...(hint ? { hint } : {})}>
      {({ id, describedBy, isInvalid }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          required={required}
          {...notOnesOwn}
          className={`${controlClass} ${className}`}
          {...rest}
        />
      )}
    </Field>
  )
}
