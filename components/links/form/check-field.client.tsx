import { Field, Select } from '@/components/kit/field.client'
import { checkKinds, type CheckKind } from '@/lib/handoff/words'

/** The choices, in their order. */
const texts: Record<CheckKind, string> = {
  none: 'No check',
  email: 'They type their email address',
  words: 'They type two words that you read out',
}

/** How the customer of a hand-off link shows that it is them; comes late, with the choice of days. */
export function CheckField({ check, error }: { check: string; error: string | undefined }) {
  return (
    <Field label="How they show that it is them" error={error}>
      {({ id, describedBy, isInvalid }) => (
        <Select
          id={id}
          name="check"
          defaultValue={check}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
        >
          <option value="">By their email address, where there is one</option>
          {checkKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts[kind]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
