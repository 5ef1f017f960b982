'use client'

import { useRef } from 'react'

import { AddPair } from '@/components/link-form/add-pair'
import { PairRows } from '@/components/link-form/pair-rows.client'
import type { FormErrors } from '@/components/link-form/use-field-errors'
import { usePairs } from '@/components/link-form/use-pairs'
import { FieldError } from '@/components/ui/field'
import { TextField } from '@/components/ui/text-field'
import type { AdvancedPart } from '@/lib/core/advanced-parts'
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
  /** Everything, where that is not known. */
  takes: AdvancedPart[] | undefined
  values: AdvancedValues | undefined
  errors: FormErrors
}

/** What is set beforehand for one integration. A part that it does not take is there only to be emptied. */
export function AdvancedIntegration(props: AdvancedIntegrationProps) {
  const { integrationKey, name, takes, values, errors } = props
  const { config, scopes, params } = values ?? nothing
  const shared = { integrationKey, errors }
  const scopesError = `advanced.${integrationKey}.scopes`
  const has = (part: AdvancedPart, value: string | Pair[]) =>
    value.length > 0 || (takes?.includes(part) ?? true)
  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-hairline p-3">
      <legend className="px-1 font-medium">{name}</legend>
      {has('config', config) && (
        <Pairs
          title="Connection config"
          noun={`${name} config`}
          addLabel="Add config value"
          kind="config"
          initial={config}
          {...shared}
        />
      )}
      {has('scopes', scopes) && (
        <TextField
          label="OAuth scopes"
          name={advancedInput.scopes(integrationKey)}
          defaultValue={scopes}
          data-error-name={scopesError}
          error={errors.open[scopesError]}
          className="font-mono text-sm"
        />
      )}
      {has('params', params) && (
        <Pairs
          title="Authorization params"
          noun={`${name} parameter`}
          addLabel="Add parameter"
          kind="params"
          initial={params}
          {...shared}
        />
      )}
    </fieldset>
  )
}
