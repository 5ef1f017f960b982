import { z } from 'zod'

/** Source of the patterns: packages/server/lib/helpers/validation.ts. */
export const IntegrationKey = z
  .string()
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/)
  .max(255)

export const ConnectionId = z
  .string()
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/)
  .max(255)

export const ProviderName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(255)
