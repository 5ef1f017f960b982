import { kindGroups } from '@/lib/core/audit-filter'
import { eventKindNames } from '@/lib/core/event-kind-names'

/** Groups first, then each kind by itself. */
export const kindOptions = [
  ...Object.entries(kindGroups).map(([value, { title }]) => ({ value, label: `All of: ${title}` })),
  ...Object.entries(eventKindNames).map(([value, label]) => ({ value, label })),
]
