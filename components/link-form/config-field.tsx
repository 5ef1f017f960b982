import type { ComponentProps } from 'react'

import { controlLook } from '@/components/ui/control-look'
import { Field } from '@/components/ui/field'
import type { ConfigFieldsView, ConfigFieldView } from '@/lib/core/provider-field'

type ConfigFieldProps = {
  field: ConfigFieldView
  told: ConfigFieldsView
  value: string
  /** The names of the inputs that are sent. */
  names: { key: string; value: string }
  /** How errors name the field; undefined when it was not sent. */
  errorName: string | undefined
  error: string | undefined
  onChange: (value: string) => void
}

/** One value as its provider describes it: a field, a choice, or a sentence that says who can open it. */
export function ConfigField({ field, told, value, names, errorName, error, onChange }: ConfigFieldProps) {
  if (field.reachesHost && !told.hasList && !told.isAdmin && value === '') return <Shut label={field.label} />
  const choices = choicesOf(field, told)
  // What is empty is not sent: the customer is asked for it.
  const isSent = value.trim() !== ''
  return (
    <Field label={field.label} error={error} hint={hintOf(field, told)}>
      {({ id, describedBy, isInvalid }) => {
        const shared = {
          id,
          value,
          name: isSent ? names.value : undefined,
          'data-error-name': errorName,
          'aria-describedby': describedBy,
          'aria-invalid': isInvalid || undefined,
        }
        return (
          <>
            {isSent && <input type="hidden" name={names.key} value={field.name} />}
            {choices ? (
              <select {...shared} onChange={({ target }) => onChange(target.value)} className={controlLook}>
                <option value="">The customer fills it in</option>
                {[...new Set([...choices, ...(isSent ? [value] : [])])].map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            ) : (
              <TypedValue field={field} shared={shared} onChange={onChange} />
            )}
          </>
        )
      }}
    </Field>
  )
}

function Shut({ label }: { label: string }) {
  return (
    <p className="text-sm text-muted">
      <span className="font-medium text-ink">{label}</span> decides where the customer’s credentials go. The
      customer fills it in; it can be set here once an admin has listed hosts on Settings.
    </p>
  )
}

type TypedValueProps = {
  field: ConfigFieldView
  shared: ComponentProps<'input'> & { id: string }
  onChange: (value: string) => void
}

/** A text between what Nango puts around it, with the listed values as suggestions. */
function TypedValue({ field, shared, onChange }: TypedValueProps) {
  const { prefix, suffix, allowed, example } = field
  const listId = `${shared.id}-allowed`
  return (
    <div className="flex min-w-0 items-center gap-1.5 font-mono text-sm text-muted">
      {prefix && <span className="max-w-1/3 wrap-anywhere">{prefix}</span>}
      <input
        {...shared}
        list={allowed.length > 0 ? listId : undefined}
        placeholder={example ?? undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
        className={`${controlLook} min-w-24! flex-1 font-mono text-sm`}
      />
      {suffix && <span className="max-w-1/2 wrap-anywhere">{suffix}</span>}
      {allowed.length > 0 && (
        <datalist id={listId}>
          {allowed.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </datalist>
      )}
    </div>
  )
}

/** What there is to choose from; null where a text can be typed. */
const choicesOf = (
  { reachesHost, options, isOpen, allowed }: ConfigFieldView,
  { hasList }: ConfigFieldsView,
) => {
  if (!reachesHost || !hasList) return options
  return options || !isOpen ? allowed : null
}

const hintOf = ({ description, reachesHost, allowed }: ConfigFieldView, told: ConfigFieldsView) =>
  [
    description && (/[.!?]$/.test(description) ? description : `${description}.`),
    reachesHost &&
      !told.hasList &&
      'It decides where the customer’s credentials go: you confirm the host before the link is made.',
    reachesHost &&
      told.hasList &&
      allowed.length === 0 &&
      'Only values whose host is on the list on Settings.',
  ]
    .filter(Boolean)
    .join(' ')
