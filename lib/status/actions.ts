'use server'

import { z } from 'zod'

import { staffAction } from '@/lib/guards/staff-action'

import { readNangoCheck } from './read-nango'

/** The Check again button: asks Nango afresh. */
export const checkAgainAction = staffAction(
  { name: 'settings.check', input: z.void(), doing: 'staff' },
  (ctx) => readNangoCheck(ctx, { afresh: true }),
)
