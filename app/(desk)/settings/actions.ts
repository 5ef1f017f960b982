'use server'

import type { Answer } from '@/lib/core/answers'
import { DisableStaffInput } from '@/lib/core/disable-staff-input'
import { HostListInput } from '@/lib/core/host-list-input'
import type { LinkView } from '@/lib/core/link-view'
import { StaffId } from '@/lib/core/links-query'
import type { NangoCheck } from '@/lib/core/nango-check'
import { RoleChange } from '@/lib/core/role-change'
import { toAnswer } from '@/lib/core/to-answer'
import { WebhookId } from '@/lib/core/webhook-id'
import { asStaff, asStaffGiven } from '@/lib/doors/staff-action'
import { changeHostList } from '@/lib/use-cases/change-host-list'
import { changeRole } from '@/lib/use-cases/change-role'
import { disableStaff } from '@/lib/use-cases/disable-staff'
import { enableStaff } from '@/lib/use-cases/enable-staff'
import { readNangoCheck } from '@/lib/use-cases/read-nango-check'
import { sendWebhookAgain } from '@/lib/use-cases/send-webhook-again'

/** The Disable button of a person. Answers with their links that lived until then. */
export async function disableStaffAction(id: string, revokesKeys?: boolean): Promise<Answer<LinkView[]>> {
  const disabled = await asStaffGiven('staff.disable', DisableStaffInput, { id, revokesKeys }, disableStaff)
  return toAnswer(disabled, 'staff')
}

/** The Enable button of a disabled person. */
export async function enableStaffAction(id: string): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('staff.enable', StaffId, id, enableStaff), 'staff')
}

/** The role of a person, saved. */
export async function changeRoleAction(id: string, role: string): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('staff.change_role', RoleChange, { id, role }, changeRole), 'staff')
}

/** The Check again button: asks Nango anew. */
export async function checkAgainAction(): Promise<Answer<NangoCheck>> {
  return toAnswer(await asStaff('settings.check', (ctx) => readNangoCheck(ctx, { afresh: true })), 'staff')
}

/** The Send again button of a webhook that the desk sent. */
export async function sendAgainAction(id: string): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('webhook.send_again', WebhookId, id, sendWebhookAgain), 'staff')
}

/** A host on, or off, the list of an integration. */
export async function changeHostListAction(change: HostListInput): Promise<Answer<null>> {
  return toAnswer(await asStaffGiven('hosts.change', HostListInput, change, changeHostList), 'staff')
}
