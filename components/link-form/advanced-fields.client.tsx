'use client'

import { Suspense } from 'react'

import { Disclosure } from '@/components/link-form/disclosure.client'
import { AdvancedIntegration } from '@/components/link-form/late-parts.client'
import type { Choice } from '@/components/link-form/to-choices'
import { FieldError } from '@/components/ui/field'
import type { FieldErrors } from '@/lib/core/failure'
import type { AdvancedValues } from '@/lib/core/link-form'

type AdvancedFieldsProps = {
  chosen: Choice[]
  values: Record<string, AdvancedValues>
  errors: FieldErrors
}

/** Per chosen integration, what Nango should know before the customer begins. */
export function AdvancedFields({ chosen, values, errors }: AdvancedFieldsProps) {
  const hasError = Object.keys(errors).some((name) => name === 'advanced' || name.startsWith('advanced.'))
  return (
    <Disclosure
      title="Advanced"
      note={chosen.length === 0 ? 'choose an integration first' : ''}
      isOpenAtFirst={Object.keys(values).length > 0}
      needsLook={hasError && errors}
    >
      <p className="text-sm text-muted">
        {chosen.length === 0
          ? 'Each chosen integration gets its settings here.'
          : 'The customer may see these values: never enter a secret.'}
      </p>
      {errors['advanced'] && <FieldError>{errors['advanced']}</FieldError>}
      <Suspense>
        {chosen.map(({ key, label, takes }) => (
          <AdvancedIntegration
            key={key}
            integrationKey={key}
            name={label}
            takes={takes}
            values={values[key]}
            errors={errors}
          />
        ))}
      </Suspense>
    </Disclosure>
  )
}
