import { dayMs } from '@/lib/core/time'
import type { LinkFilter } from '@/lib/db/page-links'

export type LinksPageCase = { what: string; filter: LinkFilter }

export const noFilter: LinkFilter = {
  status: null,
  integrationKey: null,
  makerId: null,
  isRenewed: null,
  customerId: null,
  from: null,
  to: null,
  term: null,
}

const some = (what: string, filter: Partial<LinkFilter>): LinksPageCase => ({
  what,
  filter: { ...noFilter, ...filter },
})

const words = (what: string, term: string, filter: Partial<LinkFilter> = {}) =>
  some(what, { ...filter, term })

/** Pages of the seeded links, which end at an instant. */
export function filterCases(endsAt: Date): LinksPageCase[] {
  const span = thirtyDays(endsAt)
  return [
    some('no filter', {}),
    some('a status', { status: 'revoked' }),
    some('a status of few', { status: 'active' }),
    some('an alarm', { status: 'alarm' }),
    some('a staff member', { makerId: 'stf_7' }),
    some('an integration', { integrationKey: 'int-3' }),
    some('an integration of few', { integrationKey: 'int-few' }),
    some('thirty days', span),
    some('a status and a staff member that never meet', { status: 'failed', makerId: 'stf_3' }),
    some('everything at once', { status: 'connected', makerId: 'stf_3', integrationKey: 'int-3', ...span }),
  ]
}

/** Searches of the seeded links: for rare words and frequent ones, for none, and beside filters. */
export function searchCases(endsAt: Date): LinksPageCase[] {
  const span = thirtyDays(endsAt)
  return [
    words('a word of nobody', 'nobody-has-this'),
    words('a word of five', 'person4242@'),
    words('a word of a hundred', 'person4242'),
    words('a word of one in two hundred', 'org_77'),
    words('a word of every tenth', 'acme'),
    words('a word of all', 'example.com'),
    words('two words', 'acme person424'),
    words('few, of a status', 'person4242', { status: 'expired' }),
    words('all, of a status of few', 'example.com', { status: 'active' }),
    words('all, of a status and a staff member that never meet', 'example.com', {
      status: 'failed',
      makerId: 'stf_3',
    }),
    words('few, of an integration', 'person4242', { integrationKey: 'int-3' }),
    words('all, of an integration of few', 'example.com', { integrationKey: 'int-few' }),
    words('few, in thirty days', 'person4242', span),
    words('all, in thirty days', 'example.com', span),
  ]
}

const thirtyDays = (endsAt: Date) => ({
  from: new Date(endsAt.getTime() - 90 * dayMs),
  to: new Date(endsAt.getTime() - 60 * dayMs),
})

/** An instant with more links before and after it than any page reaches. */
export const deepInstant = (endsAt: Date) => new Date(endsAt.getTime() - 200 * dayMs)
