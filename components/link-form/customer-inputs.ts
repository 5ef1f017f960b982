import { customerFieldNames, customerFields, type CustomerTexts, forNames } from '@/lib/customers/fields'

const isCustomerInput = (name: string) =>
  customerFieldNames.some((field) => customerFields[field].input === name)

/** The field, if an element is one of those that say who the customer is. */
export const toCustomerInput = (target: unknown): HTMLInputElement | null =>
  target instanceof HTMLInputElement && isCustomerInput(target.name) ? target : null

const inputOf = (form: HTMLFormElement, name: string) => toCustomerInput(form.elements.namedItem(name))

export const readCustomerTexts = (form: HTMLFormElement): CustomerTexts =>
  forNames(customerFieldNames, 'input', (field) => inputOf(form, customerFields[field].input)?.value ?? '')

/** Fills the fields in; whoever follows the form's input hears of each. */
export const writeCustomerTexts = (form: HTMLFormElement, texts: CustomerTexts) => {
  for (const field of customerFieldNames) {
    const name = customerFields[field].input
    const input = inputOf(form, name)
    if (!input) continue
    input.value = texts[name]
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
