'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Checkbox } from '@/components/kit/field.client'
import { TextField } from '@/components/kit/text-field.client'
import { fetchAfter } from '@/components/kit/use-answer.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import { ConfigFields } from '@/components/links/form/config-fields.client'
import { ConfigPairs } from '@/components/links/form/config-pairs.client'
import { deskRoutes } from '@/lib/core/desk-routes'
import { type ConfigFieldsView, isConfigFields } from '@/lib/integrations/schema/provider-fields'
import type { AdvancedPart } from '@/lib/integrations/view'
import { advancedInput, type AdvancedValues, type Pair } from '@/lib/links/schema/form'

/** Whether the part of the form that an element is in was ever unfolded. */
const useWasUnfolded = (inside: RefObject<HTMLElement | null>) => {
  const [was, setWas] = useState(false)
  useEffect(() => {
    const details = inside.current?.closest('details')
    if (!details) return undefined
    const markOpened = () => details.open && setWas(true)
    markOpened()
    details.addEventListener('toggle', markOpened)
    return () => details.removeEventListener('toggle', markOpened)
  }, [inside])
  return was
}

/** What an integration's provider takes, requested when somebody opens it; `null` until there is an answer, `failed` without one. */
const useConfigFields = (integrationKey: string, inside: RefObject<HTMLElement | null>) => {
  const isWanted = useWasUnfolded(inside)
  const [view, setView] = useState<ConfigFieldsView | 'failed' | null>(null)
  const isAsking = isWanted && view === null
  useEffect(() => {
    if (!isAsking) return undefined
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(0, deskRoutes.configFields(integrationKey), asked.signal).catch(
        () => null,
      )
      if (!asked.signal.aborted) setView(isConfigFields(body) ? body : 'failed')
    }
    void ask()
    return () => asked.abort()
  }, [isAsking, integrationKey])
  return { view, again: () => setView(null) }
}

/** Has somebody confirm each host that the customer's credentials will go to. */
export function ConfirmHosts({ hosts }: { hosts: string[] }) {
  return (
    <fieldset className="flex flex-col gap-1 rounded-lg border border-status-soon bg-status-soon-soft px-3 py-2">
      <legend className="px-1 font-medium">Where the credentials go</legend>
      {hosts.map((host) => (
        <Checkbox key={host} name="confirmedHosts" value={host}>
          The customer’s credentials will go to{' '}
          <strong className="font-mono text-sm font-semibold wrap-anywhere">{host}</strong>
        </Checkbox>
      ))}
    </fieldset>
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
  const inside = useRef<HTMLFieldSetElement>(null)
  const { view, again } = useConfigFields(integrationKey, inside)
  const scopesError = `advanced.${integrationKey}.scopes`
  const has = (part: AdvancedPart, value: string | Pair[]) =>
    value.length > 0 || (takes?.includes(part) ?? true)
  return (
    <fieldset ref={inside} className="flex flex-col gap-3 rounded-lg border border-hairline p-3">
      <legend className="px-1 font-medium">{name}</legend>
      {has('config', config) && <Config name={name} view={view} again={again} initial={config} {...shared} />}
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
  view: ConfigFieldsView | 'failed' | null
  again: () => void
  initial: Pair[]
  errors: FormErrors
}

/** The values of the connection's config. Until Nango has said what they are, those that are set stand by their names. */
function Config({ view, again, ...shared }: ConfigProps) {
  if (view !== null && view !== 'failed') return <ConfigFields view={view} {...shared} />
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
      {view === null ? (
        <p className="text-sm text-muted noscript:hidden">Asking Nango what {name} takes…</p>
      ) : (
        <div role="alert" className="flex flex-wrap items-center gap-x-3 text-sm">
          Nango did not say what can be set for {name}.
          <Button variant="quiet" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </>
  )
}
