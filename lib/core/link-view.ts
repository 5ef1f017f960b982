import { z } from 'zod'

import { LinkState } from './link-state'

const CustomerView = z.object({
  id: z.string(),
  email: z.string().nullable(),
  displayName: z.string().nullable(),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
})

/** One integration of a link and how far it is. `connectedAt` is an ISO instant. */
const IntegrationProgress = z.object({
  key: z.string(),
  displayName: z.string(),
  provider: z.string().nullable(),
  connectionId: z.string().nullable(),
  connectedAt: z.string().nullable(),
})

/** A link as every signed-in person may see it: never its token. Instants are ISO strings on the desk's clock. */
export const LinkView = z.object({
  id: z.string(),
  state: LinkState,
  customer: CustomerView,
  integrations: z.array(IntegrationProgress),
  makerName: z.string(),
  isMine: z.boolean(),
  canReveal: z.boolean(),
  canEnd: z.boolean(),
  createdAt: z.string(),
  endsAt: z.string().nullable(),
  connectedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})
export type LinkView = z.infer<typeof LinkView>

/** A link with its secret, for a person who may hand it over. `remainingMs` is as of the server's answer. */
export type LiveLinkView = { link: LinkView; url: string | null; remainingMs: number }
