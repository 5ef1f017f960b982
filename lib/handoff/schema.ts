import { z } from 'zod'

import { reportReasons, steps, stuckReasons } from '@/lib/visits/words'

import { checkKinds, worksForChoices } from './words'

export const WorksFor = z.enum(worksForChoices)
export type WorksFor = z.infer<typeof WorksFor>
export const CheckKind = z.enum(checkKinds)
export type CheckKind = z.infer<typeof CheckKind>
export const Step = z.enum(steps)
export type Step = z.infer<typeof Step>
export const StuckReason = z.enum(stuckReasons)
export type StuckReason = z.infer<typeof StuckReason>
export const ReportReason = z.enum(reportReasons)
export type ReportReason = z.infer<typeof ReportReason>

/** The secret of a hand-off link's address: 130 bits in Crockford's base 32, which has no letters that look alike. */
export const Code = z
  .string()
  .max(40)
  .toLowerCase()
  .regex(/^[0-9a-hjkmnp-tv-z]{26}$/)
