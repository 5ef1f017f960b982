import { z } from 'zod'

import { Customer } from '@/lib/customers/schema'

import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

/** What somebody typed to find a customer by. */
export const CustomerSearch = z.strictObject({ search: TypedText.max(255) })

/** Whose standing is asked for, and for which integrations; these are separated by commas, which no key contains. */
export const StandingQuestion = z.strictObject({
  id: Customer.shape.id,
  integrations: z
    .string()
    .transform((keys) => keys.split(','))
    .pipe(z.array(IntegrationKey.min(1)).max(50)),
})
export type StandingQuestion = z.infer<typeof StandingQuestion>
