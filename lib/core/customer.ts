import { z } from 'zod'

import { TypedText } from './typed-text'

const optionalText = (what: string) =>
  TypedText.max(255, `${what} has at most 255 characters.`).transform((text) => (text === '' ? null : text))

/** The end user of a link. Ids and names become tag values at Nango: 1 to 255 characters each. */
export const Customer = z.strictObject({
  id: TypedText.min(1, 'Enter the customer ID: it ties the connection to your customer.').max(
    255,
    'The customer ID has at most 255 characters.',
  ),
  email: optionalText('The email').pipe(
    z.email('Enter a full email address, such as name@example.com.').nullable(),
  ),
  displayName: optionalText('The display name'),
  organizationId: optionalText('The organization ID'),
  organizationName: optionalText('The organization name'),
})
export type Customer = z.infer<typeof Customer>
