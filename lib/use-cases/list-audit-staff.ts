import 'server-only'
import { fail, succeed, type Result } from '@/lib/core/result'
import { canReadAudit } from '@/lib/core/staff'
import { listActorNames } from '@/lib/db/list-staff'

import type { StaffCtx } from './staff-ctx'

export type StaffChoice = { id: string; name: string; email: string | null }

/** Whom the audit log can be narrowed to, for those who may read it. */
export const listAuditStaff = async (ctx: StaffCtx): Promise<Result<StaffChoice[]>> =>
  canReadAudit(ctx.actor) ? succeed(await listActorNames(ctx.db)) : fail({ code: 'not_allowed' })
