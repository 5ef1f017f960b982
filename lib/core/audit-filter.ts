import type { EventKind } from './event-kind'

/** Kinds of events that people look for together. */
export const kindGroups = {
  links: {
    title: 'Links',
    kinds: [
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
      'link.alarm_settled',
      'link.reconnected',
      'link.restored',
      'link.restore_failed',
      'link.connection_gone',
    ],
  },
  connections: {
    title: 'Connections',
    kinds: [
      'connection.broken',
      'connection.retag_asked',
      'connection.retagged',
      'connection.disconnect_asked',
      'connection.disconnected',
      'connection.change_failed',
      'connection.change_unknown',
    ],
  },
  'sign-ins': { title: 'Sign-ins', kinds: ['staff.signed_in', 'staff.signed_out'] },
  refusals: { title: 'Refusals', kinds: ['staff.refused', 'action.refused'] },
  staff: { title: 'Staff', kinds: ['staff.disabled', 'staff.enabled', 'staff.role_changed'] },
  settings: { title: 'Settings', kinds: ['setting.changed', 'host.listed', 'host.unlisted', 'audit.pruned'] },
  tools: {
    title: 'Internal tools',
    kinds: ['key.created', 'key.revoked', 'webhook.given_up', 'webhook.sent_again'],
  },
  exports: { title: 'Exports', kinds: ['links.exported', 'audit.exported'] },
} as const satisfies Record<string, { title: string; kinds: readonly EventKind[] }>

export type KindGroup = keyof typeof kindGroups

/** In the place of a staff id: what nobody did but the desk itself. */
export const deskItself = 'desk'

/** Which events a list shows, as a person chose it. Days are `YYYY-MM-DD` in `zone`; null means all. */
export type AuditFilter = {
  kind: KindGroup | EventKind | null
  /** A staff id, or `deskItself`. */
  staff: string | null
  link: string | null
  from: string | null
  to: string | null
  zone: string | null
}

/** Where a page begins: right below an event (`older`) or right above it (`newer`); null is the newest page. */
export type EventCursor = { way: 'older' | 'newer'; fromId: number } | null

/** The query of an address that shows a filter from a cursor on. */
export const toAuditAddress = (filter: AuditFilter, cursor: EventCursor = null) => ({
  ...filter,
  before: cursor?.way === 'older' ? String(cursor.fromId) : null,
  after: cursor?.way === 'newer' ? String(cursor.fromId) : null,
})

/** The kinds that a choice stands for; null means all. */
export const kindsOf = (kind: AuditFilter['kind']): readonly EventKind[] | null => {
  if (kind === null) return null
  return isGroup(kind) ? kindGroups[kind].kinds : [kind]
}

const isGroup = (kind: KindGroup | EventKind): kind is KindGroup => kind in kindGroups
