'use client'

import { Suspense } from 'react'

import { Disclosure } from '@/components/link-form/disclosure.client'
import { AdvancedIntegration } from '@/components/link-form/late-parts.client'
import type { Choice } from '@/components/link-form/to-choices'
import type { FormErrors } from '@/components/link-form/use-field-errors'
import { FieldError } from '@/components/ui/field'
import type { AdvancedValues } from '@/lib/core/link-form'

type AdvancedFieldsProps = {
  chosen: Choice[]
  values: Record<string, AdvancedValues>
  errors: FormErrors
}

const isSet = ({ config, scopes, params }: AdvancedValues) =>
  scopes !== '' || config.length + params.length > 0

/** Per chosen integration, what Nango should know before the customer begins. */
export function AdvancedFields({ chosen, values, errors }: AdvancedFieldsProps) {
  const hasError = Object.keys(errors.all).some((name) => name === 'advanced' || name.startsWith('advanced.'))
  return (
    <Disclosure
      title="Advanced"
      note={chosen.length === 0 ? 'choose an integration first' : ''}
      isOpenAtFirst={Object.values(values).some(isSet)}
      needsLook={hasError && errors.all}
    >
      <p className="text-sm text-muted">
        {chosen.length === 0
          ? 'Each chosen integration gets its settings here.'
          : 'The customer may see these values: never enter a secret.'}
      </p>
      {errors.open['advanced'] && <FieldError>{errors.open['advanced']}</FieldError>}
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
