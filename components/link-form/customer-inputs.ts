import type { ConnectedCustomer } from '@/lib/core/connection-view'

/** The form's fields that say who the customer is. */
const customerFields = ['customerId', 'email', 'displayName', 'organizationId', 'organizationName'] as const

/** What stands in them, as typed. */
export type CustomerTexts = Record<(typeof customerFields)[number], string>

export const toCustomerTexts = (customer: ConnectedCustomer): CustomerTexts => ({
  customerId: customer.id ?? '',
  email: customer.email ?? '',
  displayName: customer.displayName ?? '',
  organizationId: customer.organizationId ?? '',
  organizationName: customer.organizationName ?? '',
})

/** The field, if an element is one of them. */
export const toCustomerInput = (target: unknown): HTMLInputElement | null =>
  target instanceof HTMLInputElement && customerFields.some((name) => name === target.name) ? target : null

const inputOf = (form: HTMLFormElement, name: string) => toCustomerInput(form.elements.namedItem(name))

const textOf = (form: HTMLFormElement, name: string) => inputOf(form, name)?.value ?? ''

export const readCustomerTexts = (form: HTMLFormElement): CustomerTexts => ({
  customerId: textOf(form, 'customerId'),
  email: textOf(form, 'email'),
  displayName: textOf(form, 'displayName'),
  organizationId: textOf(form, 'organizationId'),
  organizationName: textOf(form, 'organizationName'),
})

/** Fills the fields in; whoever follows the form's input hears of each. */
export const writeCustomerTexts = (form: HTMLFormElement, texts: CustomerTexts) => {
  for (const name of customerFields) {
    const input = inputOf(form, name)
    if (!input) continue
    input.value = texts[name]
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
