import { alarmText, settledText } from './alarm-text'
import { fact, type EventFacts } from './event-facts'
import type { EventKind } from './event-kind'
import { attemptText } from './failed-attempt'
import { shownFacts } from './shown-facts'
import { stateWords } from './state-words'

/** One line of a history, as it crosses to the browser. `actorName` is null for what the desk did by itself. */
export type EventView = {
  id: number
  at: string
  kind: EventKind
  actorName: string | null
  linkId: string | null
  facts: EventFacts
}

type NameOf = (integrationKey: string) => string
type Say = (facts: EventFacts, nameOf: NameOf) => string

/** The sentence with a fact where there is one, else the sentence without. */
const say =
  (without: string, name: string, withFact: (value: string, facts: EventFacts) => string): Say =>
  (facts) => {
    const value = fact(facts, name)
    return value === null ? without : withFact(value, facts)
  }

const integrationOf = (facts: EventFacts, nameOf: NameOf) => {
  const key = fact(facts, 'integration')
  return key === null ? 'an integration' : nameOf(key)
}

const nangoSaid = (without: string) =>
  say(without, 'nangoStatus', (status) => `${without} Nango answered ${status}.`)

/** Of a secret setting neither value is known. */
const settingText = (name: string, facts: EventFacts): string => {
  if (!('to' in facts)) return `The setting ${name} changed.`
  const from = fact(facts, 'from') ?? 'unset'
  const to = fact(facts, 'to') ?? 'unset'
  // Of some no more than the origin is told.
  return from === to
    ? `The setting ${name} changed behind ${to}.`
    : `The setting ${name} changed from ${from} to ${to}.`
}

const hostText =
  (what: string): Say =>
  (facts, nameOf) =>
    `${what} the host ${fact(facts, 'host') ?? ''} for ${integrationOf(facts, nameOf)}.`

const texts: Record<EventKind, Say> = {
  'link.created': (facts) => {
    const [renewed, hosts] = [fact(facts, 'renews'), fact(facts, 'hosts')]
    const made = renewed === null ? 'Made the link.' : `Made the link: it takes the place of ${renewed}.`
    return hosts === null ? made : `${made} Credentials go to ${hosts}.`
  },
  'link.failed': say('The link was not made.', 'code', (code) => `The link was not made: ${inWords(code)}.`),
  'link.revealed': () => 'Looked at the link.',
  'link.copied': say('Copied the link.', 'how', (how) =>
    how === 'shared' ? 'Passed the link to another app.' : 'Copied the link.',
  ),
  'link.qr_shown': say('Showed the QR code.', 'how', (how) =>
    how === 'download' ? 'Downloaded the QR code.' : 'Showed the QR code full screen.',
  ),
  'link.poked': () => 'Nango said that something happened; the desk asked it what.',
  'link.attempt_failed': (facts, nameOf) => attemptText(facts, integrationOf(facts, nameOf)),
  'link.progressed': (facts, nameOf) => `${integrationOf(facts, nameOf)} was connected.`,
  'link.connected': () => 'Connected: the customer is done.',
  'link.retired': nangoSaid('The link was retired: no new connection can be begun through it.'),
  'link.retire_failed': say(
    'Nango could not be told to retire the link. It ends by the clock.',
    'code',
    (code) => `Nango could not be told to retire the link (${inWords(code)}). It ends by the clock.`,
  ),
  'link.expired': () => 'The time was up, and the link expired.',
  'link.revoke_asked': () => 'Asked for the link to be revoked.',
  'link.revoked': nangoSaid('The link was revoked.'),
  'link.renewed': say('Renewed the link.', 'renewedAs', (id) => `Renewed the link: ${id} takes its place.`),
  'link.alarmed': (facts, nameOf) => alarmText(facts, integrationOf(facts, nameOf)),
  'link.alarm_settled': settledText,
  'link.reconnected': say(
    'The connection was replaced.',
    'changes',
    (changes) => `The connection was replaced: ${changes}.`,
  ),
  'link.restored': () => 'The metadata that Nango had dropped was put back.',
  'link.restore_failed': say(
    'The metadata that Nango had dropped could not be put back.',
    'code',
    (code, { isFinal }) =>
      isFinal
        ? `The metadata that Nango had dropped was not put back (${inWords(code)}), and the desk does not try again.`
        : `The metadata that Nango had dropped is not put back yet (${inWords(code)}). The desk tries again for a day.`,
  ),
  'link.connection_gone': () => 'The connection that this link was to reconnect is no more at Nango.',
  'links.exported': say(
    'Exported links as CSV.',
    'rows',
    (rows, facts) => `Exported ${rows} links as CSV${filtered(facts)}.`,
  ),
  'action.refused': say('Tried something that the role does not allow.', 'action', (action, facts) => {
    const role = fact(facts, 'role')
    return `Tried ${action}, which ${role === null ? 'the role' : `the role ${role}`} does not allow.`
  }),
  'staff.signed_in': () => 'Signed in.',
  'staff.signed_out': () => 'Signed out.',
  'staff.refused': say(
    'Was refused at sign-in.',
    'reason',
    (reason) => `Was refused at sign-in: ${inWords(reason)}.`,
  ),
  'staff.disabled': say('Disabled a staff member.', 'staff', (who) => `Disabled ${who}.`),
  'staff.enabled': say('Enabled a staff member.', 'staff', (who) => `Enabled ${who}.`),
  'staff.role_changed': say('Changed a role.', 'to', (to, facts) => {
    const who = fact(facts, 'staff')
    const from = fact(facts, 'from')
    return `Changed the role${who === null ? '' : ` of ${who}`}${from === null ? '' : ` from ${from}`} to ${to}.`
  }),
  'connection.broken': say(
    'The credentials of a connection are dead: it must be reconnected.',
    'connection',
    (id, facts) =>
      `Nango could not refresh the credentials of the connection ${id}${inBrackets(fact(facts, 'integration'))}: it must be reconnected.`,
  ),
  'connection.retag_asked': say(
    'Asked for the tags of a connection to be changed.',
    'connection',
    (id, facts) =>
      `Asked for the tags of the connection ${id} to be changed${inBrackets(fact(facts, 'tags'))}.`,
  ),
  'connection.retagged': say(
    'Changed the tags of a connection.',
    'connection',
    (id, facts) => `Changed the tags of the connection ${id}${inBrackets(fact(facts, 'tags'))}.`,
  ),
  'connection.disconnect_asked': say(
    'Asked for a connection to be removed.',
    'connection',
    (id, facts) => `Asked for the connection ${id} to be removed${inBrackets(fact(facts, 'integration'))}.`,
  ),
  'connection.disconnected': say(
    'Removed a connection.',
    'connection',
    (id, facts) => `Removed the connection ${id}${inBrackets(fact(facts, 'integration'))}.`,
  ),
  'connection.change_failed': say('A connection was not changed.', 'connection', (id, facts) => {
    const code = fact(facts, 'code')
    const why = code === null ? '' : `: ${inWords(code)}`
    return isRemoval(facts)
      ? `The connection ${id} was not removed${why}.`
      : `The tags of the connection ${id} were not changed${why}.`
  }),
  'connection.change_unknown': say(
    'It is not known whether a connection was changed.',
    'connection',
    (id, facts) =>
      isRemoval(facts)
        ? `It is not known whether the connection ${id} was removed. Look at it to see.`
        : `It is not known whether the tags of the connection ${id} were changed. Look at it to see.`,
  ),
  'key.created': say(
    'Made an API key.',
    'name',
    (name, facts) => `Made the API key ${name}${inBrackets(fact(facts, 'scopes'))}.`,
  ),
  'key.revoked': say('Revoked an API key.', 'name', (name) => `Revoked the API key ${name}.`),
  'webhook.given_up': say(
    'A webhook could not be delivered.',
    'message',
    (id) => `The webhook ${id} could not be delivered and is not tried again.`,
  ),
  'webhook.sent_again': say('Sent a webhook again.', 'message', (id) => `Sent the webhook ${id} again.`),
  'host.listed': hostText('Allowed'),
  'host.unlisted': hostText('No longer allows'),
  'setting.changed': say('A setting changed.', 'name', settingText),
  'audit.exported': say(
    'Exported the audit log as CSV.',
    'rows',
    (rows) => `Exported ${rows} events as CSV.`,
  ),
  'audit.pruned': say(
    'Old events were removed.',
    'upTo',
    (upTo) => `The events up to number ${upTo} were removed: they had been kept long enough.`,
  ),
}

const isRemoval = (facts: EventFacts) => fact(facts, 'change') === 'disconnect'

const inBrackets = (text: string | null) => (text === null ? '' : ` (${text})`)

const inWords = (code: string) => code.replaceAll('_', ' ')

const filterNames = ['status', 'integration', 'staff', 'search', 'from', 'to']

const filtered = (facts: EventFacts) => {
  const used = filterNames.flatMap((name) => {
    const value = fact(facts, name)
    return value === null ? [] : [`${name} ${Object.hasOwn(stateWords, value) ? inWords(value) : value}`]
  })
  return used.length === 0 ? '' : ` (${used.join(', ')})`
}

/** What happened, as a sentence that leaves open who did it. Integrations are called by `nameOf`, else by their key. */
export const eventText = (
  { kind, facts }: Pick<EventView, 'kind' | 'facts'>,
  nameOf: NameOf = (key) => key,
): string => texts[kind](shownFacts({ kind, facts }), nameOf)
