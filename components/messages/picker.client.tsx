import { Field, Select } from '@/components/kit/field.client'

type PickerProps<Value extends string> = {
  label: string
  value: Value | null
  choices: (readonly [Value, string])[]
  onChoose: (value: Value) => void
}

/** A choice of one of few; null is the customer's own, until it is known. */
export function Picker<Value extends string>({ label, value, choices, onChoose }: PickerProps<Value>) {
  const choose = (text: string) => {
    const choice = choices.find(([one]) => one === text)
    if (choice) onChoose(choice[0])
  }
  return (
    <Field label={label} error={undefined}>
      {({ id }) => (
        <Select id={id} value={value ?? ''} onChange={({ target }) => choose(target.value)}>
          {value === null && <option value="">The customer’s</option>}
          {choices.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
