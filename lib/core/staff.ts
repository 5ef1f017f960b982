import { z } from 'zod'

export const Role = z.enum(['viewer', 'agent', 'admin'])
export type Role = z.infer<typeof Role>

/** A signed-in employee, as read from the database for this request. */
export type Staff = { id: string; email: string; name: string; role: Role }

export const canReadAudit = (staff: Staff) => staff.role !== 'agent'

/** Settings, and who may come in. */
export const canManageDesk = (staff: Staff) => staff.role === 'admin'
