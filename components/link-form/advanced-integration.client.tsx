'use client'

import { useRef } from 'react'

import { AddPair } from '@/components/link-form/add-pair'
import { PairRows } from '@/components/link-form/pair-rows.client'
import type { FormErrors } from '@/components/link-form/use-field-errors'
import { usePairs } from '@/components/link-form/use-pairs'
import { FieldError } from '@/components/ui/field'
import { TextField } from '@/components/ui/text-field'
import { advancedInput, type AdvancedValues, type Pair } from '@/lib/core/link-form'

type PairsProps = {
  title: string
  noun: string
  addLabel: string
  kind: 'config' | 'params'
  integrationKey: string
  initial: Pair[]
  errors: FormErrors
}

function Pairs({ title, noun, addLabel, kind, integrationKey, initial, errors }: PairsProps) {
  const path = `advanced.${integrationKey}.${kind}`
  const { rows, add, remove } = usePairs(initial, path, errors)
  const error = errors.open[path]
  const addButton = useRef<HTMLButtonElement>(null)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-control items-center justify-between">
        <p className="text-sm font-medium">{title}</p>
        <AddPair buttonRef={addButton} label={addLabel} onAdd={add} className="noscript:hidden" />
      </div>
      <PairRows
        rows={rows}
        errors={errors.open}
        errorPath={path}
        noun={noun}
        names={{
          key: advancedInput.pairKey(kind, integrationKey),
          value: advancedInput.pairValue(kind, integrationKey),
        }}
        onRemove={(row) => {
          remove(row)
          addButton.current?.focus()
        }}
      />
      {error && <FieldError>{error}</FieldError>}
    </div>
  )
}

const nothing: AdvancedValues = { config: [], scopes: '', params: [] }

type AdvancedIntegrationProps = {
  integrationKey: string
  name: string
  values: AdvancedValues | undefined
  errors: FormErrors
}

/** What is set beforehand for one integration. */
export function AdvancedIntegration({ integrationKey, name, values, errors }: AdvancedIntegrationProps) {
  const { config, scopes, params } = values ?? nothing
  const shared = { integrationKey, errors }
  const scopesError = `advanced.${integrationKey}.scopes`
  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-hairline p-3">
      <legend className="px-1 font-medium">{name}</legend>
      <Pairs
        title="Connection config"
        noun={`${name} config`}
        addLabel="Add config value"
        kind="config"
        initial={config}
        {...shared}
      />
      <TextField
        label="OAuth scopes"
        name={advancedInput.scopes(integrationKey)}
        defaultValue={scopes}
        data-error-name={scopesError}
        error={errors.open[scopesError]}
        className="font-mono text-sm"
      />
      <Pairs
        title="Authorization params"
        noun={`${name} parameter`}
        addLabel="Add parameter"
        kind="params"
        initial={params}
        {...shared}
      />
    </fieldset>
  )
}
