'use client'

import { useRef } from 'react'

import { ConfigFields } from '@/components/link-form/config-fields.client'
import { ConfigPairs } from '@/components/link-form/config-pairs.client'
import { useConfigFields } from '@/components/link-form/use-config-fields'
import type { FormErrors } from '@/components/link-form/use-field-errors'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { AdvancedPart } from '@/lib/core/advanced-parts'
import { advancedInput, type AdvancedValues, type Pair } from '@/lib/core/link-form'
import type { ConfigFieldsView } from '@/lib/core/provider-field'

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
  const inside = useRef<HTMLFieldSetElement>(null)
  const { told, again } = useConfigFields(integrationKey, inside)
  const scopesError = `advanced.${integrationKey}.scopes`
  const has = (part: AdvancedPart, value: string | Pair[]) =>
    value.length > 0 || (takes?.includes(part) ?? true)
  return (
    <fieldset ref={inside} className="flex flex-col gap-3 rounded-lg border border-hairline p-3">
      <legend className="px-1 font-medium">{name}</legend>
      {has('config', config) && <Config name={name} told={told} again={again} initial={config} {...shared} />}
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
        <ConfigPairs
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

type ConfigProps = {
  integrationKey: string
  name: string
  told: ConfigFieldsView | 'failed' | null
  again: () => void
  initial: Pair[]
  errors: FormErrors
}

/** The values of the connection's config. Until Nango has told what they are, those that are set stand by their names. */
function Config({ told, again, ...shared }: ConfigProps) {
  if (told !== null && told !== 'failed') return <ConfigFields told={told} {...shared} />
  const { initial, name } = shared
  return (
    <>
      {initial.length > 0 && (
        <ConfigPairs
          {...shared}
          title="Connection config"
          noun={`${name} config`}
          addLabel={null}
          kind="config"
        />
      )}
      {told === null ? (
        <p className="text-sm text-muted noscript:hidden">Asking Nango what {name} takes…</p>
      ) : (
        <div role="alert" className="flex flex-wrap items-center gap-x-3 text-sm">
          Nango did not say what can be set for {name}.
          <Button look="quiet" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </>
  )
}
