import { z } from 'zod'

/** Every kind of event, `noun.verb`. */
export const EventKind = z.enum([
  'link.created',
  'link.failed',
  'link.revealed',
  'link.copied',
  'link.qr_shown',
  'link.poked',
  'link.attempt_failed',
  'link.progressed',
  'link.connected',
  'link.retired',
  'link.retire_failed',
  'link.expired',
  'link.revoke_asked',
  'link.revoked',
  'link.renewed',
  'link.alarmed',
  'links.exported',
  'action.refused',
  'staff.signed_in',
  'staff.signed_out',
  'staff.refused',
  'staff.disabled',
  'staff.enabled',
  'staff.role_changed',
  'setting.changed',
  'audit.exported',
  'audit.pruned',
])
export type EventKind = z.infer<typeof EventKind>
