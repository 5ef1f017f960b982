'use server'

import type { Answer } from '@/lib/core/answers'
import { toFailureView } from '@/lib/core/failure-text'
import type { LinkView } from '@/lib/core/link-view'
import { StaffId } from '@/lib/core/links-query'
import { fail, type Result } from '@/lib/core/result'
import { asStaff } from '@/lib/doors/staff-action'
import { disableStaff } from '@/lib/use-cases/disable-staff'
import { enableStaff } from '@/lib/use-cases/enable-staff'

/** The Disable button of a person. Answers with their links that lived until then. */
export async function disableStaffAction(id: string): Promise<Answer<LinkView[]>> {
  const staffId = StaffId.safeParse(id)
  if (!staffId.success) return toAnswer(fail({ code: 'invalid_input' }))
  return toAnswer(await asStaff('staff.disable', (ctx) => disableStaff(ctx, staffId.data)))
}

/** The Enable button of a disabled person. */
export async function enableStaffAction(id: string): Promise<Answer<null>> {
  const staffId = StaffId.safeParse(id)
  if (!staffId.success) return toAnswer(fail({ code: 'invalid_input' }))
  return toAnswer(await asStaff('staff.enable', (ctx) => enableStaff(ctx, staffId.data)))
}

const toAnswer = <T>(result: Result<T>): Answer<T> =>
  result.ok ? result : { ok: false, failure: toFailureView(result.failure, 'staff') }
