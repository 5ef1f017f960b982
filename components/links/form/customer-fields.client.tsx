import { TextField } from '@/components/kit/text-field.client'
import {
  type CustomerField,
  customerFieldNames,
  customerFields,
  type CustomerTexts,
  forNames,
} from '@/lib/core/customer-fields'
import type { FieldErrors } from '@/lib/core/failure'
import type { LinkFormValues } from '@/lib/links/schema/form'

const isCustomerInput = (name: string) =>
  customerFieldNames.some((field) => customerFields[field].input === name)

/** The field, if an element is one of those that say who the customer is. */
export function toCustomerInput(target: unknown): HTMLInputElement | null {
  return target instanceof HTMLInputElement && isCustomerInput(target.name) ? target : null
}

const inputOf = (form: HTMLFormElement, name: string) => toCustomerInput(form.elements.namedItem(name))

export function readCustomerTexts(form: HTMLFormElement): CustomerTexts {
  return forNames(
    customerFieldNames,
    'input',
    (field) => inputOf(form, customerFields[field].input)?.value ?? '',
  )
}

/** Fills the fields in; each of them fires the event of an input. */
export function writeCustomerTexts(form: HTMLFormElement, texts: CustomerTexts) {
  for (const field of customerFieldNames) {
    const name = customerFields[field].input
    const input = inputOf(form, name)
    if (!input) continue
    input.value = texts[name]
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

type CustomerFieldsProps = { values: LinkFormValues; errors: FieldErrors }

const isHalf = (field: CustomerField) => 'isHalf' in customerFields[field]

/** Who the link is for. */
export function CustomerFields({ values, errors }: CustomerFieldsProps) {
  const toInput = (field: CustomerField) => {
    const { input, label, ...rest } = customerFields[field]
    return (
      <TextField
        key={field}
        name={input}
        label={label}
        error={errors[input]}
        defaultValue={values[input]}
        required={field === 'id'}
        {...('isMono' in rest ? { className: 'font-mono' } : {})}
        {...('type' in rest ? { type: rest.type } : {})}
      />
    )
  }
  return (
    <>
      {customerFieldNames.filter((field) => !isHalf(field)).map(toInput)}
      <div className="grid grid-cols-2 items-start gap-3">
        {customerFieldNames.filter(isHalf).map(toInput)}
      </div>
    </>
  )
}
