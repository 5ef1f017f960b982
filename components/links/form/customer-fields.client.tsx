import type { ReactNode } from 'react'

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

const idName = customerFields.id.input

/** Whether a target is the field for the customer's id. */
export function isIdInput(target: unknown): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.name === idName
}

/** The field for the customer's id in a form, or in the form of the page. */
export function findIdInput(where: ParentNode | null = document): HTMLInputElement | null {
  return where?.querySelector<HTMLInputElement>(`input[name="${idName}"]`) ?? null
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

type CustomerFieldsProps = {
  values: LinkFormValues
  errors: FieldErrors
  /** What stands under the address. */
  emailOffers: ReactNode
}

const isHalf = (field: CustomerField) => 'isHalf' in customerFields[field]

/** What there is under it, `useSuggestions` says at the field itself. */
const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': false } as const

/** Who the link is for. Each field is a combobox: what is typed there finds customers of earlier links. */
export function CustomerFields({ values, errors, emailOffers }: CustomerFieldsProps) {
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
        {...combobox}
        {...('isMono' in rest ? { className: 'font-mono' } : {})}
        {...('inputMode' in rest ? { inputMode: rest.inputMode } : {})}
      />
    )
  }
  return (
    <>
      {customerFieldNames
        .filter((field) => !isHalf(field))
        .flatMap((field) => [toInput(field), field === 'email' && emailOffers])}
      <div className="grid grid-cols-2 items-start gap-3">
        {customerFieldNames.filter(isHalf).map(toInput)}
      </div>
    </>
  )
}
