'use server'

import { WebhookId } from '@/lib/core/ids'
import type { Answer } from '@/lib/core/result'
import { toAnswer } from '@/lib/core/to-answer'
import { asStaff, asStaffGiven } from '@/lib/guards/staff-action'
import { changeHostList } from '@/lib/integrations/hosts'
import { HostListInput } from '@/lib/integrations/schema/hosts'
import { StaffId } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'
import { readNangoCheck } from '@/lib/status/check-nango'
import type { NangoCheck } from '@/lib/status/view'
import { sendWebhookAgain } from '@/lib/webhooks/deliver'

import { changeRole } from './change-role'
import { disableStaff, enableStaff } from './disable'
import { DisableStaffInput, RoleChange } from './schema'

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
