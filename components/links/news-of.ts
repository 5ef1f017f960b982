import { needsOf, reported } from '@/components/links/desk/today-groups'
import { customerTitle } from '@/lib/customers/view'
import type { LinkView } from '@/lib/links/view'

/** What can be said of a link without being asked, and what of it can be known already, each by itself. */
type News = { text: string; facts: string[] }

/** A report that comes after one that was answered says the same, and is another. */
const factOf = (need: string, { handoff }: LinkView) =>
  need === reported ? `${need} ${handoff?.report?.at}` : need

/** What is to be said of a link as of `now`, in milliseconds; null while there is nothing. */
export function newsOf(link: LinkView, now: number): News | null {
  const who = customerTitle(link.customer)
  const needs = needsOf(link, now)
  if (needs.length > 0)
    return { text: `! ${who}: ${needs.join(' · ')}`, facts: needs.map((need) => factOf(need, link)) }
  return link.state === 'connected' ? { text: `✓ ${who} connected`, facts: ['Connected'] } : null
}
