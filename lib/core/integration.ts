import { z } from 'zod'

import type { AdvancedPart } from './advanced-parts'

/** Nango's rule for an integration's unique key: packages/server/lib/helpers/validation.ts. */
export const IntegrationKey = z
  .string()
  .max(255)
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, 'This is not an integration key.')
  .refine((key) => key !== '__proto__', 'This is not an integration key.')

/** How many integrations one link can have. */
export const mostIntegrations = 50

/** A provider's name as it may stand in a path, such as `google-mail`. */
export const ProviderName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/)

/** An integration as the desk knows it: nothing of its credentials. */
export type Integration = { key: string; provider: string | null; displayName: string }

/** An integration that links can be made for, called so that no other is, and what can be set beforehand for it. */
export type OfferedIntegration = {
  key: string
  provider: string | null
  label: string
  takes: AdvancedPart[]
}

/** What is on offer as last heard from Nango; `stale` says that Nango could not be asked just now. */
export type IntegrationCatalogue = { integrations: OfferedIntegration[]; stale: boolean }
