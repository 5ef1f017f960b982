import { z } from 'zod'

import { defineEvent, inWords } from './entry'

const text = z.string()
const aPerson = { staff: text, staffId: text }

export const staffEvents = {
  'action.refused': defineEvent({
    title: 'Action refused',
    group: 'refusals',
    facts: { action: text, role: text },
    sentence: ({ action, role }) =>
      action === null
        ? 'Tried something that the role does not allow.'
        : `Tried ${action}, which ${role === null ? 'the role' : `the role ${role}`} does not allow.`,
  }),
  'staff.signed_in': defineEvent({
    title: 'Signed in',
    group: 'sign-ins',
    facts: {},
    sentence: () => 'Signed in.',
  }),
  'staff.signed_out': defineEvent({
    title: 'Signed out',
    group: 'sign-ins',
    facts: {},
    sentence: () => 'Signed out.',
  }),
  'staff.refused': defineEvent({
    title: 'Sign-in refused',
    group: 'refusals',
    facts: { reason: text, email: text.nullable(), provider: text.nullable() },
    sentence: ({ reason }) =>
      reason === null ? 'Was refused at sign-in.' : `Was refused at sign-in: ${inWords(reason)}.`,
  }),
  'staff.disabled': defineEvent({
    title: 'Staff disabled',
    group: 'staff',
    facts: aPerson,
    sentence: ({ staff }) => (staff === null ? 'Disabled a staff member.' : `Disabled ${staff}.`),
  }),
  'staff.enabled': defineEvent({
    title: 'Staff enabled',
    group: 'staff',
    facts: aPerson,
    sentence: ({ staff }) => (staff === null ? 'Enabled a staff member.' : `Enabled ${staff}.`),
  }),
  'staff.role_changed': defineEvent({
    title: 'Role changed',
    group: 'staff',
    facts: { ...aPerson, from: text, to: text },
    sentence: ({ staff, from, to }) => {
      if (to === null) return 'Changed a role.'
      const whose = staff === null ? '' : ` of ${staff}`
      return `Changed the role${whose}${from === null ? '' : ` from ${from}`} to ${to}.`
    },
  }),
}
