import { z } from 'zod'

import { reportReasons, reportWords, stuckReasons, stuckWords } from '@/lib/visits/words'

import { defineEvent, inBrackets, integrationOf } from './entry'

const text = z.string()

/** What happens to a hand-off link beside what happens to every link. */
export const handoffEvents = {
  'link.opened': defineEvent({
    title: 'Link opened',
    group: 'links',
    facts: { on: text },
    sentence: ({ on }) => `The link was opened (${on ?? 'on an unknown device'}).`,
  }),
  'link.stuck': defineEvent({
    title: 'Customer stuck',
    group: 'links',
    // `errorType` is Connect UI's own name of the failure; null where it is not one of its attempts.
    facts: { reason: z.enum(stuckReasons), errorType: text.nullable() },
    sentence: ({ reason, errorType }) =>
      reason === null
        ? 'The customer is stuck.'
        : `The customer is stuck: ${stuckWords[reason]}${inBrackets(errorType)}.`,
  }),
  'link.locked': defineEvent({
    title: 'Link locked',
    group: 'links',
    facts: { tries: z.number() },
    sentence: ({ tries }) => `The link was locked: the check was answered wrong ${tries ?? 'several'} times.`,
  }),
  'link.reported': defineEvent({
    title: 'Link reported',
    group: 'links',
    facts: { reason: z.enum(reportReasons), isProven: z.boolean() },
    sentence: ({ reason, isProven }) =>
      `${isProven ? 'The customer, who had passed the check,' : 'Somebody who has the link'} did not expect it${reason === null ? '' : `: ${reportWords[reason]}`}.`,
  }),
  'link.report_answered': defineEvent({
    title: 'Report answered',
    group: 'links',
    facts: {},
    sentence: () => 'The report was answered: the link was expected.',
  }),
  'link.asked_anew': defineEvent({
    title: 'New link asked for',
    group: 'links',
    facts: {},
    sentence: () => 'The customer asked for a new link.',
  }),
  'link.doubted': defineEvent({
    title: 'Connection not confirmed',
    group: 'links',
    facts: { integration: text },
    sentence: ({ integration }, nameOf) =>
      `The connection with ${integrationOf(integration, nameOf)} is not confirmed: no page that passed the check said so. Somebody else may have made it.`,
  }),
  'link.confirmed': defineEvent({
    title: 'Connection confirmed',
    group: 'links',
    facts: { integration: text },
    sentence: ({ integration }, nameOf) =>
      `The connection with ${integrationOf(integration, nameOf)} is confirmed: the customer made it.`,
  }),
}
