import { isolated, listText } from '@/lib/core/sentence'
import { durationText } from '@/lib/core/time-words'

import type { DeskFacts, DeskStatus, NangoCheck, TestWebhookView } from './view'

/** `needs_you` keeps something from working as it should; `optional` is worth knowing. */
export type ChecklistItem = { name: string; state: ChecklistState; text: string }

export type ChecklistState = 'ok' | 'needs_you' | 'optional'

export const checklistWords: Record<ChecklistState, string> = {
  ok: 'OK',
  needs_you: 'Needs you',
  optional: 'Optional',
}

type Known = { facts: DeskFacts; status: DeskStatus; check: NangoCheck }
type Verdict = Omit<ChecklistItem, 'name'>

const ok = (text: string): Verdict => ({ state: 'ok', text })
const needsYou = (text: string): Verdict => ({ state: 'needs_you', text })
const optional = (text: string): Verdict => ({ state: 'optional', text })

/** Clocks may differ by this much before anybody has to act. */
const mostClockMs = 30_000

const judges: Record<string, (known: Known) => Verdict> = {
  Nango: ({ facts, check }) => {
    if (check.failure && check.latencyMs === null) return needsYou(check.failure.message)
    return facts.isSandbox
      ? optional('This is the sandbox; nothing here is real. Set NANGO_API_KEY to use your Nango.')
      : ok(`Nango answers, within ${check.latencyMs ?? 0} ms.`)
  },
  'Scopes of the API key': ({ check }) => {
    if (check.failure)
      return needsYou(
        check.failure.code === 'nango_key_rejected'
          ? 'Nango rejects the API key. Set NANGO_API_KEY to a key of your environment.'
          : 'Not known until Nango answers to this key.',
      )
    const missing = scopesIn(check, 'needed', 'missing')
    if (missing.length > 0) return needsYou(`The key lacks ${listText(missing)}. Add it to the key in Nango.`)
    const unknown = scopesIn(check, 'needed', 'unknown')
    return unknown.length > 0
      ? needsYou(`Nango did not say whether the key has ${listText(unknown)}. Check again.`)
      : ok('The key has every scope that the desk needs.')
  },
  'Optional scopes': ({ check }) => {
    const missing = scopesIn(check, 'optional', 'missing')
    if (missing.length === 0)
      return scopesIn(check, 'optional', 'unknown').length > 0
        ? optional('Not known until Nango answers to this key.')
        : ok('The key has them all.')
    return optional(
      missing.map((name) => `Without ${name} ${withoutScope[name] ?? 'something is missing'}.`).join(' '),
    )
  },
  'More than the desk needs': ({ check }) => {
    const granted = scopesIn(check, 'excessive', 'granted')
    if (granted.length > 0)
      return optional(
        `The key has ${listText(granted)}, which is more than the desk needs: whoever gets hold of the key can read customers’ credentials. Give the desk a key without it.`,
      )
    return scopesIn(check, 'excessive', 'unknown').length > 0
      ? optional('Not known until Nango answers to this key.')
      : ok('The key cannot read credentials.')
  },
  'Webhook signing key': ({ facts, status: { refusedWebhooks } }) => {
    if (!facts.hasSigningKey)
      return needsYou(
        'Set NANGO_WEBHOOK_SIGNING_KEY. Without it webhooks are refused, and connections are noticed later.',
      )
    return refusedWebhooks > 0 ? needsYou(refusedText(refusedWebhooks)) : ok('Set.')
  },
  'Webhooks from Nango': ({ facts, status }) => {
    if (status.deliveries.length > 0) return ok('Nango sends webhooks.')
    if (status.obstacles.webhooks !== null)
      return needsYou(
        `None came so far: Nango cannot reach ${facts.webhookUrl}: ${status.obstacles.webhooks}. Connections are noticed later.`,
      )
    return facts.isSandbox
      ? optional('None came so far. The first one comes when a link is connected.')
      : needsYou(
          'None came so far. In Nango, under Environment Settings, set the webhook URL and switch on the webhook for new connections.',
        )
  },
  Integrations: ({ status: { failedAttempts } }) => {
    const broken = failedAttempts.filter(({ kind }) => kind === 'misconfigured')
    return broken.length === 0
      ? ok('No provider has refused one since it worked last.')
      : needsYou(
          `${listText(broken.map(({ integration }) => integration))}: the provider refused the integration itself. Look at its client ID, secret, scopes and callback URL in Nango.`,
        )
  },
  'Address of links': judgeLinkAddress,
  'Hand-off links': judgeCustomerAddress,
  Clock: ({ check: { clockAheadMs } }) => {
    if (clockAheadMs === null) return optional('Not known: Nango did not say its time.')
    return Math.abs(clockAheadMs) <= mostClockMs
      ? ok(clockText(clockAheadMs))
      : needsYou(`${clockText(clockAheadMs)} Set the clock of this server.`)
  },
  Database: ({ facts, status: { database } }) => {
    if (database.appliedMigrations < database.knownMigrations)
      return needsYou('Migrations are missing. Start the desk again.')
    return facts.databaseEngine === 'PGlite' && !facts.isSandbox
      ? optional('PGlite serves one process only. Set DATABASE_URL for more.')
      : ok('Every migration is applied.')
  },
  'Webhooks to your tools': ({ facts, status: { outgoing } }) => {
    if (facts.receiverOrigin === null)
      return optional('Set DESK_WEBHOOK_URL to tell a tool of yours how links end.')
    return outgoing.givenUp > 0
      ? needsYou(`${outgoing.givenUp} could not be delivered. Look at the receiver, then send them again.`)
      : ok(outgoing.waiting > 0 ? `${outgoing.waiting} on the way.` : 'None is waiting, none was given up.')
  },
  Mails: judgeMails,
  'Addresses of callers': ({ facts: { isProxyUndeclared, trustedProxies } }) => {
    if (isProxyUndeclared)
      return needsYou(
        'X-Forwarded-For arrives, but TRUSTED_PROXIES is 0, so that everybody counts as one address. Set it to the number of your proxies.',
      )
    return ok(trustedProxies === 0 ? 'No proxy says that it is there.' : 'Told by your proxies.')
  },
  'API keys': ({ status: { orphanKeys } }) => {
    if (orphanKeys.length === 0) return ok('Whoever made one that is in use may sign in.')
    const named = listText(
      orphanKeys.map(({ name, makerName }) => `${isolated(name)} (made by ${isolated(makerName)})`),
    )
    return needsYou(
      orphanKeys.length === 1
        ? `${named} still works, though the maker is disabled. Give the tool a new key, then revoke this one.`
        : `${named} still work, though the makers are disabled. Give the tools new keys, then revoke these.`,
    )
  },
}

const number = new Intl.NumberFormat('en')

/** How many webhooks of a day could not be taken, and what to check. */
export function refusedText(count: number) {
  return `${number.format(count)} ${count === 1 ? 'webhook' : 'webhooks'} in the last 24 hours with a signature that does not fit: is the signing key right?`
}

function judgeCustomerAddress({ facts, status: { obstacles } }: Known): Verdict {
  const { appOrigin, customerOrigin, isSandbox } = facts
  if (customerOrigin === null)
    return isSandbox
      ? ok('Customers reach them where you reach this desk.')
      : optional(
          'Links work for 30 minutes only. Set CUSTOMER_ORIGIN to make links that work for days: to the address of this desk, or to another one that leads to it and then serves customers alone.',
        )
  if (obstacles.customers !== null)
    return needsYou(
      `Customers cannot reach ${customerOrigin}: ${obstacles.customers}. Set CUSTOMER_ORIGIN to an address that they can.`,
    )
  return ok(
    customerOrigin === appOrigin
      ? `Customers reach them at ${customerOrigin}, as you do this desk.`
      : `Customers reach them at ${customerOrigin}, which serves nothing else.`,
  )
}

function judgeMails({ facts: { isMailReal, mailFrom, timeZone }, status: { mail } }: Known): Verdict {
  if (mail === null || mailFrom === null)
    return optional('Set SMTP_URL and MAIL_FROM, so that links are sent by the desk itself, and reminded of.')
  if (!isMailReal) return ok('They come to the sandbox’s mailbox. Set SMTP_URL and MAIL_FROM to send them.')
  if (mail.trouble !== null) return needsYou(`${mail.trouble.text} ${number.format(mail.waiting)} wait.`)
  const failed = mail.failed === 0 ? '' : `, ${number.format(mail.failed)} of this week not sent`
  const sent = `Sent from ${mailFrom}: ${number.format(mail.waiting)} on the way${failed}.`
  return ok(`${sent} Reminders go out by the clock of ${timeZone} (DESK_TIME_ZONE).`)
}

function judgeLinkAddress({ facts, status: { linkOrigin, obstacles } }: Known): Verdict {
  const { apiUrlInLinks } = facts
  if (apiUrlInLinks !== null && obstacles.apiUrlInLinks !== null)
    return needsYou(
      `Links carry ${apiUrlInLinks} as Nango’s address, which customers cannot reach: ${obstacles.apiUrlInLinks}. Set NANGO_PUBLIC_API_URL.`,
    )
  const expected = facts.connectOrigin ?? linkOrigin.pinned
  if (expected === null)
    return optional('Learned from the first link. Set NANGO_CONNECT_URL, so that nothing has to be learned.')
  if (linkOrigin.wasLastRefused)
    return needsYou(
      `Nango’s last link did not lead to ${expected} and was refused. Set NANGO_CONNECT_URL to where its links lead.`,
    )
  if (obstacles.links !== null)
    return needsYou(
      `Links lead to ${expected}, which customers cannot reach: ${obstacles.links}. Set NANGO_PUBLIC_CONNECT_URL at Nango, and NANGO_CONNECT_URL here, to its public address.`,
    )
  return ok(`Links lead to ${expected}.`)
}

const withoutScope: Record<string, string> = {
  'environment:connections:update':
    'nobody can change tags, and metadata that Nango drops at a reconnect is not put back',
  'environment:connections:delete': 'nobody can disconnect',
}

const scopesIn = ({ scopes }: NangoCheck, need: string, state: string) =>
  scopes.filter((scope) => scope.need === need && scope.state === state).map(({ name }) => name)

/** How Nango's clock stands to this server's. Nango gives whole seconds. */
export function clockText(aheadMs: number) {
  if (Math.abs(aheadMs) < 1_000) return 'Nango’s clock agrees within 1 second.'
  return `Nango’s clock is ${durationText(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead' : 'behind'}.`
}

/** Everything that a desk needs to work well, and how it stands. */
export function toChecklist(known: Known): ChecklistItem[] {
  return Object.entries(judges).map(([name, judge]) => ({ name, ...judge(known) }))
}

/** Items without which no link does its work: all else is slower, or worth knowing. */
const blocking = ['Nango', 'Scopes of the API key', 'Address of links', 'Database']

/** Whether something keeps links from doing their work. */
export function isBlocked(items: ChecklistItem[]): boolean {
  return items.some(({ name, state }) => state === 'needs_you' && blocking.includes(name))
}

/** What came of a test webhook, and what to do. */
export function testWebhookText({ outcome, url, detail }: TestWebhookView): string {
  if (outcome === 'taken') return `It arrived at ${url}, and its signature was right.`
  if (outcome === 'no_key')
    return 'There is nothing to sign with. Set NANGO_WEBHOOK_SIGNING_KEY, then try again.'
  if (outcome === 'unsigned')
    return `${url} refused its signature: what stands in front of the desk changes webhooks, or another desk answers there.`
  return outcome === 'refused'
    ? `${url} answered with status ${detail}, which is not the desk’s answer. Look at what stands in front of it.`
    : `This server could not reach ${url}${detail === null ? '' : ` (${detail})`}. Look at APP_ORIGIN, and at what stands in front of the desk.`
}

type Saying = { facts: DeskFacts; status: DeskStatus; checkedAt: string }

/** The checklist as plain text, for a ticket: addresses and versions, no secret and nothing of a customer. */
export function checklistText(items: ChecklistItem[], { facts, status, checkedAt }: Saying): string {
  const { appliedMigrations, knownMigrations, version } = status.database
  return [
    `Connect Desk ${facts.version}, checked ${checkedAt}`,
    `Desk: ${facts.appOrigin ?? 'any host'}`,
    `Nango: ${facts.nangoHost}${facts.isSandbox ? ' (the built-in sandbox)' : ''}`,
    `Webhook URL for Nango: ${facts.webhookUrl}`,
    `Database: ${facts.databaseEngine} ${version}, ${appliedMigrations} of ${knownMigrations} migrations`,
    `Last sweep: ${status.sweptAt ?? 'none yet'}`,
    '',
    ...items.map(({ name, state, text }) => `[${checklistWords[state]}] ${name}: ${text}`),
  ].join('\n')
}
