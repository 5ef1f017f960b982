import { z } from 'zod'

import {
  type ConnectedCustomer,
  type CustomerField,
  customerFields,
  forFields,
  type OptionalField,
  optionalFieldNames,
} from '@/lib/core/customer-fields'
import { IntegrationKey } from '@/lib/core/ids'
import { IdText, NameText } from '@/lib/core/text'
import { isNangoEmail, readEmail } from '@/lib/core/typed/email-text'

/** A field in a sentence about what was typed: `The customer ID`. */
const whatOf = (field: CustomerField) =>
  customerFields[field].label.replace(/^./, (letter) => `The ${letter.toLowerCase()}`)

const optionalText = (field: OptionalField) =>
  ('isMono' in customerFields[field] || field === 'email' ? IdText : NameText)
    .max(255, `${whatOf(field)} has at most 255 characters.`)
    .transform((text) => (text === '' ? null : text))

/** The end user of a link. Ids and names become tag values at Nango: 1 to 255 characters each. */
export const Customer = z.strictObject({
  id: IdText.min(1, 'Enter the customer ID: it ties the connection to your customer.').max(
    255,
    `${whatOf('id')} has at most 255 characters.`,
  ),
  ...forFields(optionalFieldNames, optionalText),
  email: optionalText('email').transform((email, ctx) => {
    if (email === null) return null
    const { address, fault } = readEmail(email)
    if (fault !== null) ctx.addIssue({ code: 'custom', message: fault })
    return address
  }),
})
export type Customer = z.infer<typeof Customer>

/** The tags that name a customer, the id always among them; without an address that Nango would refuse the link for. */
export function customerTags(customer: ConnectedCustomer & { id: string }): Record<string, string> {
  const others = optionalFieldNames.flatMap((field) => {
    const text = customer[field]
    return text && (field !== 'email' || isNangoEmail(text)) ? [[customerFields[field].tag, text]] : []
  })
  return { [customerFields.id.tag]: customer.id, ...Object.fromEntries(others) }
}

/** The customer as the desk stores it. */
export const StoredCustomer = z.object({
  id: z.string(),
  ...forFields(optionalFieldNames, () => z.string().nullable()),
})

/** What somebody typed to find a customer by. */
export const CustomerSearch = z.strictObject({ search: IdText.max(255) })

/** Whose status is asked for, and for which integrations; these are separated by commas, which no key contains. */
export const CustomerStatusQuery = z.strictObject({
  id: Customer.shape.id,
  integrations: z
    .string()
    .transform((keys) => keys.split(','))
    .pipe(z.array(IntegrationKey.min(1)).max(50)),
})
export type CustomerStatusQuery = z.infer<typeof CustomerStatusQuery>
