import { hourMs, soonMs } from '@/lib/core/time'
import type { HandoffView } from '@/lib/handoff/view'
import { leftOf, type LinkView } from '@/lib/links/view'
import { attemptFailureWords, type LinkState, shownState } from '@/lib/links/words'
import { stuckWords } from '@/lib/visits/words'

const asked = 'Asked for a new link'
const expired = 'Expired, not connected'
export const reported = 'Reported: not expected'

/** Whoever revoked or renewed it after a report that proved nothing has answered that. */
const isReported = ({ handoff, state, renewedAs }: LinkView) => {
  if (!handoff?.report || renewedAs !== null) return false
  return handoff.report.isProven || (handoff.report.answeredAt === null && state !== 'revoked')
}

/** What the customer of a hand-off link did, or somebody else in their place, that somebody has to answer. */
const needOfHandoff = (link: LinkView) => {
  const { handoff, integrations, state, renewedAs } = link
  if (handoff === null) return null
  if (integrations.some(({ isDoubted }) => isDoubted)) return 'Connected, not confirmed'
  if (renewedAs !== null || state === 'connected') return null
  if (handoff.askedAt !== null) return asked
  return state === 'active' ? needOfWaiting(handoff) : null
}

const needOfWaiting = ({ lockedAt, step }: HandoffView) => {
  if (lockedAt !== null) return 'Locked after wrong answers'
  return step?.kind === 'stuck' ? `Stuck: ${stuckWords[step.reason ?? 'unknown']}` : null
}

const needOfLive = (link: LinkView) => {
  const { connectionGoneAt, integrations, attemptFailedAt, attemptFailure } = link
  if (connectionGoneAt !== null) return 'The connection is no more'
  if (integrations.some(({ goneAt, connectedAt }) => goneAt !== null && connectedAt === null))
    return 'An integration was deleted'
  return attemptFailedAt === null ? needOfMail(link) : attemptFailureWords[attemptFailure ?? 'unknown']
}

/** Whoever opened it has it all the same. */
const needOfMail = ({ mail, handoff }: LinkView) => {
  const last = handoff?.openedAt ? null : mail?.last
  return last?.state === 'failed' ? `Mail not sent: ${last.reason}` : null
}

/** Why a link needs the agent, but for a report. */
const needBesides = (link: LinkView, now: number) => {
  const left = leftOf(link, now)
  const state = shownState(link.state, left)
  const said = needOfHandoff(link)
  if (said !== null) return said
  if (state === 'expired' && left > -hourMs && link.renewedAs === null) return expired
  if (state !== 'active' || link.isRevoking) return null
  return needOfLive(link) ?? (left <= soonMs ? 'Five minutes left' : null)
}

/**
 * Why a link needs the agent, in words: something came of it that nobody expected, an attempt or its mail failed, what it leads to is
 * gone at Nango, five minutes are left, or it has expired, for the hour in which something may still come of it. A report, which
 * anybody may have made, hides nothing of that, nor that it is connected. What of this comes to those who look elsewhere:
 * `needAt` in lib/links/store/handoff.ts.
 */
export function needsOf(link: LinkView, now: number): string[] {
  if (link.alarmedAt !== null) return ['Look at an unexpected connection']
  const need = needBesides(link, now)
  if (!isReported(link)) return need === null ? [] : [need]
  if (need !== null) return [need, reported]
  return link.state === 'connected' ? ['Connected', reported] : [reported]
}

const inWords = (needs: string[]) => (needs.length === 0 ? null : needs.join(' · '))

/** The same in one line; null while it needs nobody. */
export function needOf(link: LinkView, now: number): string | null {
  return inWords(needsOf(link, now))
}

/** A line of the list: its link as it is now. */
export type TodayLine = { link: LinkView; state: LinkState; leftMs: number; need: string | null }

export type TodayGroup = { title: 'Needs you' | 'Waiting' | 'Done'; lines: TodayLine[] }

/** Whether it is about a day that began at `sinceMs`: a link that waits for days is older than what became of it. */
const isOfDay = ({ link, state, need }: TodayLine, sinceMs: number) => {
  const { connectedAt, endedAt, createdAt } = link
  return need !== null || state === 'active' || Date.parse(connectedAt ?? endedAt ?? createdAt) >= sinceMs
}

/**
 * Links of a day by what is to be done about them, newest first each; empty groups are left out. A link that has expired, or
 * was asked for anew, needs nobody any more once there is a newer one for its customer.
 */
export function groupToday(links: LinkView[], now: number, sinceMs: number): TodayGroup[] {
  // Ids are in the order of creation.
  const newestFirst = links.toSorted((a, b) => (a.id > b.id ? -1 : 1))
  const all = newestFirst.map((link, place): TodayLine => {
    const leftMs = leftOf(link, now)
    const isFollowed = newestFirst.slice(0, place).some(({ customer }) => customer.id === link.customer.id)
    const needs = needsOf(link, now).filter((one) => !isFollowed || (one !== asked && one !== expired))
    return { link, state: shownState(link.state, leftMs), leftMs, need: inWords(needs) }
  })
  const lines = all.filter((line) => isOfDay(line, sinceMs))
  const groups: TodayGroup[] = [
    { title: 'Needs you', lines: lines.filter(({ need }) => need !== null) },
    { title: 'Waiting', lines: lines.filter(({ need, state }) => need === null && state === 'active') },
    { title: 'Done', lines: lines.filter(({ need, state }) => need === null && state !== 'active') },
  ]
  return groups.filter((group) => group.lines.length > 0)
}
