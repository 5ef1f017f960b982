'use client'

import { useState } from 'react'

import { ConfigField } from '@/components/link-form/config-field'
import { ConfigPairs } from '@/components/link-form/config-pairs.client'
import type { FormErrors } from '@/components/link-form/use-field-errors'
import { advancedInput, type Pair } from '@/lib/core/link-form'
import type { ConfigFieldsView } from '@/lib/core/provider-field'

type ConfigFieldsProps = {
  integrationKey: string
  /** What people call the integration. */
  name: string
  told: ConfigFieldsView
  initial: Pair[]
  errors: FormErrors
}

/** What the provider asks its customers for, to be set beforehand; for admins also whatever else Nango would take. */
export function ConfigFields({ integrationKey, name, told, initial, errors }: ConfigFieldsProps) {
  const { fields, isAdmin } = told
  const isField = (key: string) => fields.some((field) => field.name === key)
  const [typed, setTyped] = useState(() => new Map(initial.map(({ key, value }) => [key, value])))
  const [others] = useState(() => initial.filter(({ key }) => !isField(key)))
  const textOf = (field: string) => typed.get(field) ?? ''
  const filled = fields.map((field) => field.name).filter((field) => textOf(field).trim() !== '')
  /** In the order in which they were sent: errors name them by it. */
  const [sent, setSent] = useState({ errors: errors.all, filled })
  if (sent.errors !== errors.all) setSent({ errors: errors.all, filled })
  return (
    <>
      {fields.map((field) => {
        const place = sent.filled.indexOf(field.name)
        const path = `advanced.${integrationKey}.config.${place}`
        return (
          <ConfigField
            key={field.name}
            field={field}
            told={told}
            value={textOf(field.name)}
            names={{
              key: advancedInput.pairKey('config', integrationKey),
              value: advancedInput.pairValue('config', integrationKey),
            }}
            errorName={place === -1 ? undefined : `${path}.value`}
            error={errors.open[`${path}.value`] ?? errors.open[`${path}.key`]}
            onChange={(value) => setTyped(new Map(typed).set(field.name, value))}
          />
        )
      })}
      {(isAdmin || others.length > 0) && (
        <ConfigPairs
          title={fields.length > 0 ? 'Other config values' : 'Connection config'}
          noun={`${name} config`}
          addLabel={isAdmin ? 'Add config value' : null}
          kind="config"
          integrationKey={integrationKey}
          initial={others}
          before={filled.length}
          errors={errors}
        />
      )}
      {fields.length === 0 && !isAdmin && others.length === 0 && (
        <p className="text-sm text-muted">{name} asks customers for nothing that could be set beforehand.</p>
      )}
    </>
  )
}
