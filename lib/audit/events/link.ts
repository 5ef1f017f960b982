import { z } from 'zod'

import { worksForChoices, worksForWords } from '@/lib/handoff/words'
import { attemptFailureWords, isAttemptFailure } from '@/lib/links/words'

import { defineEvent, integrationOf, inWords } from './entry'

const text = z.string()
const noFacts = {}
const WorksForFact = z.enum(worksForChoices)
const aConnection = { integration: text, connection: text }

const nangoAnswered = (sentence: string, status: number | null) =>
  status === null ? sentence : `${sentence} Nango answered ${status}.`

/** A guess is called one. */
const orOthers = (count: number) => {
  if (count === 0) return ''
  return count === 1 ? ', or of one other link' : `, or of one of ${count} other links`
}

export const linkEvents = {
  'link.created': defineEvent({
    title: 'Link made',
    group: 'links',
    facts: { renews: text.optional(), hosts: text.optional(), worksFor: WorksForFact.optional() },
    sentence: ({ renews, hosts, worksFor }) => {
      const made =
        worksFor === null ? 'Made the link' : `Made the link, which works for ${worksForWords[worksFor]}`
      const created = renews === null ? `${made}.` : `${made}: it takes the place of ${renews}.`
      return hosts === null ? created : `${created} Credentials go to ${hosts}.`
    },
  }),
  'link.failed': defineEvent({
    title: 'Link not made',
    group: 'links',
    facts: { code: text },
    sentence: ({ code }) =>
      code === null ? 'The link was not made.' : `The link was not made: ${inWords(code)}.`,
  }),
  'link.revealed': defineEvent({
    title: 'Link looked at',
    group: 'links',
    facts: { how: text.optional() },
    sentence: () => 'Looked at the link.',
  }),
  'link.copied': defineEvent({
    title: 'Link copied',
    group: 'links',
    facts: { how: text },
    sentence: ({ how }) => {
      if (how === 'message') return 'Took a message with the link.'
      return how === 'shared' ? 'Passed the link to another app.' : 'Copied the link.'
    },
  }),
  'link.qr_shown': defineEvent({
    title: 'QR code shown',
    group: 'links',
    facts: { how: text },
    sentence: ({ how }) => {
      if (how === null) return 'Showed the QR code.'
      if (how === 'print') return 'Printed the QR code.'
      return how === 'download' ? 'Downloaded the QR code.' : 'Showed the QR code full screen.'
    },
  }),
  'link.poked': defineEvent({
    title: 'Nango told of something',
    group: 'links',
    facts: { operation: text.nullable(), integration: text },
    sentence: () => 'Nango said that something happened; the desk asked it what.',
  }),
  'link.attempt_failed': defineEvent({
    title: 'Attempt failed',
    group: 'links',
    facts: { integration: text, error: text.nullable(), reason: text, isGuess: z.boolean() },
    sentence: ({ integration, reason, isGuess }, nameOf) => {
      const name = integrationOf(integration, nameOf)
      if (reason === null)
        return `An attempt with ${name} failed at about this time. It may have been this customer or another one.`
      const onlyOne = isGuess
        ? ' Nango does not say whose attempt it was; only this link waited for one.'
        : ''
      return `${attemptFailureWords[isAttemptFailure(reason) ? reason : 'unknown']} (${name}).${onlyOne}`
    },
  }),
  'link.progressed': defineEvent({
    title: 'Integration connected',
    group: 'links',
    facts: aConnection,
    sentence: ({ integration }, nameOf) => `${integrationOf(integration, nameOf)} was connected.`,
  }),
  'link.connected': defineEvent({
    title: 'Link connected',
    group: 'links',
    facts: noFacts,
    sentence: () => 'Connected: the customer is done.',
  }),
  'link.retired': defineEvent({
    title: 'Link retired',
    group: 'links',
    facts: { nangoStatus: z.number() },
    sentence: ({ nangoStatus }) =>
      nangoAnswered('The link was retired: no new connection can be begun through it.', nangoStatus),
  }),
  'link.retire_failed': defineEvent({
    title: 'Link not retired',
    group: 'links',
    facts: { code: text },
    sentence: ({ code }) =>
      `Nango could not be told to retire the link${code === null ? '' : ` (${inWords(code)})`}. It ends by the clock.`,
  }),
  'link.expired': defineEvent({
    title: 'Link expired',
    group: 'links',
    facts: { clock: z.enum(['nango', 'desk']) },
    sentence: () => 'The time was up, and the link expired.',
  }),
  'link.revoke_asked': defineEvent({
    title: 'Revocation asked for',
    group: 'links',
    facts: noFacts,
    sentence: () => 'Asked for the link to be revoked.',
  }),
  'link.revoked': defineEvent({
    title: 'Link revoked',
    group: 'links',
    facts: { nangoStatus: z.number() },
    sentence: ({ nangoStatus }) => nangoAnswered('The link was revoked.', nangoStatus),
  }),
  'link.renewed': defineEvent({
    title: 'Link renewed',
    group: 'links',
    facts: { renewedAs: text },
    sentence: ({ renewedAs }) =>
      renewedAs === null ? 'Renewed the link.' : `Renewed the link: ${renewedAs} takes its place.`,
  }),
  'link.alarmed': defineEvent({
    title: 'Unexpected connection',
    group: 'links',
    facts: {
      ...aConnection,
      guess: z.enum(['untagged', 'replaced']).optional(),
      otherLinks: z.number().optional(),
    },
    sentence: ({ integration, connection, guess, otherLinks }, nameOf) => {
      const name = integrationOf(integration, nameOf)
      const others = orOthers(otherLinks ?? 0)
      if (guess === 'untagged')
        return `A connection with ${name} appeared that bears no tags. It may have come of this link, after its end${others}.`
      if (guess === 'replaced')
        return `The account of the connection ${connection ?? ''} was replaced. It may have come of this link, after its end${others}.`
      return `A second connection with ${name} came through this link. Nobody expected it.`
    },
  }),
  'link.alarm_settled': defineEvent({
    title: 'Alarm settled',
    group: 'links',
    facts: {
      ...aConnection,
      how: z.enum(['disconnected', 'tagged', 'left']),
      confirmed: text.nullable(),
    },
    sentence: ({ connection, how, confirmed }) => {
      const subject = `the connection ${connection ?? ''}`.trimEnd()
      if (how === 'disconnected') return `Settled the alarm: ${subject} was removed.`
      if (how === 'left')
        return `Settled the alarm: ${subject} is none of this desk’s links’ and stays as it is.`
      return confirmed === null
        ? `Settled the alarm: ${subject} has tags now.`
        : `Settled the alarm: ${subject} came of the link ${confirmed} and was tagged for its customer.`
    },
  }),
  'link.reconnected': defineEvent({
    title: 'Connection changed',
    group: 'links',
    facts: { changes: text },
    sentence: ({ changes }) =>
      changes === null ? 'The connection was replaced.' : `The connection was replaced: ${changes}.`,
  }),
  'link.restored': defineEvent({
    title: 'Metadata put back',
    group: 'links',
    facts: noFacts,
    sentence: () => 'The metadata that Nango had dropped was put back.',
  }),
  'link.restore_failed': defineEvent({
    title: 'Metadata not put back',
    group: 'links',
    facts: { code: text, isFinal: z.boolean().optional() },
    sentence: ({ code, isFinal }) => {
      if (code === null) return 'The metadata that Nango had dropped could not be put back.'
      return isFinal
        ? `The metadata that Nango had dropped was not put back (${inWords(code)}), and the desk does not try again.`
        : `The metadata that Nango had dropped is not put back yet (${inWords(code)}). The desk tries again for a day.`
    },
  }),
  'link.connection_gone': defineEvent({
    title: 'Connection gone',
    group: 'links',
    facts: noFacts,
    sentence: () => 'The connection that this link was to reconnect is no more at Nango.',
  }),
}
