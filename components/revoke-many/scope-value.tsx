import type { Choice } from '@/components/revoke-many/revoke-many-dialog'
import { controlLook } from '@/components/ui/control-look'
import { Field } from '@/components/ui/field'
import { TextField } from '@/components/ui/text-field'
import type { LiveLinksScope } from '@/lib/core/live-links-scope'

/** The one customer, integration or person that is meant. */
export function ScopeValue({ by, choices }: { by: LiveLinksScope['by']; choices: Choice[] }) {
  if (by === 'customer')
    return <TextField name="value" label="Customer ID" error={undefined} required className="font-mono" />
  return (
    <Field label={by === 'staff' ? 'Staff member' : 'Integration'} error={undefined} isRequired>
      {({ id }) => (
        <select id={id} name="value" required className={controlLook}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
