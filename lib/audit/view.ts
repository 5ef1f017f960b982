import type { EventCursor } from './schema'

/** One line of the audit log as it crosses to the browser. */
export type AuditLine = {
  id: number
  at: string
  /** What happened, as a sentence that leaves open who did it. */
  text: string
  kind: string
  /** A person's name, the address that was refused, or the desk itself. */
  who: string
  /** Nobody did it: the desk itself. */
  isDesk: boolean
  email: string | null
  linkId: string | null
  /** Whom that link is for. */
  customer: string | null
  /** Name and value. */
  facts: [string, string][]
}

/** Events newest first, and where the neighbouring pages begin. */
export type AuditPage = { lines: AuditLine[]; newer: EventCursor; older: EventCursor }
