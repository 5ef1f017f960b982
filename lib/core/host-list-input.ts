import { z } from 'zod'

import { hostEntryFault } from './host-list'
import { IntegrationKey } from './integration'
import { TypedText } from './typed-text'

/** A line on, or off, the list of hosts that values of an integration may reach. */
export const HostListInput = z
  .strictObject({
    integration: IntegrationKey.min(1),
    entry: TypedText.min(1, 'Type a host.').max(400, 'At most 400 characters.').transform(lowerHost),
    isListed: z.boolean(),
  })
  .superRefine(({ entry, isListed }, ctx) => {
    const fault = isListed ? hostEntryFault(entry) : null
    if (fault) ctx.addIssue({ code: 'custom', path: ['entry'], message: fault })
  })
export type HostListInput = z.infer<typeof HostListInput>

/** Hosts have no case; a path has. */
function lowerHost(entry: string): string {
  const from = entry.startsWith('https://') ? 'https://'.length : 0
  const slash = entry.indexOf('/', from)
  const end = slash === -1 ? entry.length : slash
  return entry.slice(0, end).toLowerCase() + entry.slice(end)
}
