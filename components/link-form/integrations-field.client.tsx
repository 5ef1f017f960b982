'use client'

import { IntegrationPicker } from '@/components/link-form/integration-picker.client'
import type { Choice } from '@/components/link-form/to-choices'
import { Field } from '@/components/ui/field'

type IntegrationsFieldProps = {
  choices: Choice[]
  chosen: Choice[]
  error: string | undefined
  onChange: (chosen: Choice[]) => void
}

/** What the customer may connect; a native list where there is no JavaScript. */
export function IntegrationsField({ choices, chosen, error, onChange }: IntegrationsFieldProps) {
  return (
    <Field label="Integrations" error={error} isRequired>
      {(wiring) => (
        <>
          <IntegrationPicker wiring={wiring} choices={choices} chosen={chosen} onChange={onChange} />
          <noscript>
            <select
              multiple
              name="integrations"
              aria-label="Integrations"
              defaultValue={chosen.map(({ key }) => key)}
              className="w-full rounded-lg border border-control-line bg-surface p-1 text-base"
            >
              {choices.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </noscript>
        </>
      )}
    </Field>
  )
}
