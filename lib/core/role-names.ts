import type { Role } from './staff'

export const roleNames: Record<Role, string> = { viewer: 'Viewer', agent: 'Agent', admin: 'Admin' }
