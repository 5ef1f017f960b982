import 'server-only'
import { z } from 'zod'

/** The facts of a stored event; empty where somebody changed them into something else. */
export const StoredFacts = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .catch({})
