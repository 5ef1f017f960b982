import { z } from 'zod'

import { TypedText } from '@/lib/core/typed-text'

import { customerFields, forFields, type OptionalField, optionalFieldNames } from './fields'

const optionalText = (field: OptionalField) =>
  TypedText.max(255, `${customerFields[field].what} has at most 255 characters.`).transform((text) =>
    text === '' ? null : text,
  )

/** The end user of a link. Ids and names become tag values at Nango: 1 to 255 characters each. */
export const Customer = z.strictObject({
  id: TypedText.min(1, 'Enter the customer ID: it ties the connection to your customer.').max(
    255,
    `${customerFields.id.what} has at most 255 characters.`,
  ),
  ...forFields(optionalFieldNames, optionalText),
  email: optionalText('email').pipe(
    z.email('Enter a full email address, such as name@example.com.').nullable(),
  ),
})
export type Customer = z.infer<typeof Customer>

/** The customer as the desk tells of it. */
export const StoredCustomer = z.object({
  id: z.string(),
  ...forFields(optionalFieldNames, () => z.string().nullable()),
})
