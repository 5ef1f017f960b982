import { describe, expect, it } from 'vitest'

import { goodCheck, goodFacts, goodStatus } from '@/lib/testing/good-status'

import type { DeskFacts, DeskStatus, NangoCheck } from './view'
import { checklistText, toChecklist } from './words'

type Changes = { facts?: Partial<DeskFacts>; status?: Partial<DeskStatus>; check?: Partial<NangoCheck> }
const listOf = ({ facts, status, check }: Changes = {}) =>
  toChecklist({
    facts: { ...goodFacts, ...facts },
    status: { ...goodStatus, ...status },
    check: { ...goodCheck, ...check },
  })
const unreachable = { obstacles: { ...goodStatus.obstacles, customers: 'only an inner network knows it' } }
/** What differs from a desk where all is well. */
const differing = (changes: Changes) =>
  listOf(changes)
    .filter(({ state }) => state !== 'ok')
    .map(({ name, state, text }) => `${name}: ${state}: ${text}`)
const scopes = (state: 'missing' | 'unknown' | 'granted') =>
  goodCheck.scopes.map((scope) => ({ ...scope, state }))

it('needs nobody when all is well, and no more than half a minute is between the clocks', () => {
  expect(differing({})).toEqual([])
  expect(differing({ check: { clockAheadMs: 30_000 } })).toEqual([])
  expect(listOf()).toHaveLength(15)
})

describe('names what needs somebody', () => {
  const cases: [string, Changes, RegExp[]][] = [
    [
      'no address of customers',
      { facts: { customerOrigin: null } },
      [/^Hand-off links: optional: .* CUSTOMER_/],
    ],
    [
      'one that is not theirs',
      { status: unreachable },
      [/^Hand-off links: needs_you: Customers cannot reach /],
    ],
    [
      'a missing scope',
      { check: { scopes: scopes('missing') } },
      [
        /^Scopes of the API key: needs_you: .*environment:connections:read\./,
        /^Optional scopes: optional: .*delete nobody can disconnect\.$/,
      ],
    ],
    [
      'a key that may read credentials',
      { check: { scopes: scopes('granted') } },
      [/^More than the desk needs: optional: The key has environment:connections:read_credentials, /],
    ],
    [
      'a scope that nobody knows of',
      { check: { scopes: scopes('unknown') } },
      [
        /^Scopes of the API key: needs_you: .*connections:read\. Check again/,
        /^Optional scopes: optional: Not known/,
        /^More than the desk needs: optional: Not known/,
      ],
    ],
    [
      'a rejected key',
      {
        check: {
          failure: { code: 'nango_key_rejected', message: 'Rejected.' },
          scopes: scopes('unknown'),
        },
      },
      [
        /^Scopes of the API key: needs_you: Nango rejects the API key/,
        /^Optional scopes: optional/,
        /^More than the desk needs: optional/,
      ],
    ],
    [
      'a Nango that does not answer',
      {
        check: {
          failure: { code: 'nango_unreachable', message: 'No way to Nango.' },
          scopes: scopes('unknown'),
          latencyMs: null,
          clockAheadMs: null,
        },
      },
      [
        /^Nango: needs_you: No way to Nango\.$/,
        /^Scopes of the API key: needs_you/,
        /^Optional/,
        /^More than/,
        /^Clock: optional/,
      ],
    ],
    [
      'webhooks whose signature does not fit',
      { status: { refusedWebhooks: 12 } },
      [/^Webhook signing key: needs_you: 12 webhooks .* does not fit: is the signing key right\?$/],
    ],
    [
      'an integration that its provider refuses',
      {
        status: {
          failedAttempts: [
            { integration: 'GitHub', integrationKey: 'gh', kind: 'misconfigured', count: 1, lastAt: 'x' },
            { integration: 'Slack', integrationKey: 'slack', kind: 'declined', count: 1, lastAt: 'x' },
          ],
        },
      },
      [/^Integrations: needs_you: GitHub: the provider refused/],
    ],
    ['no signing key', { facts: { hasSigningKey: false } }, [/^Webhook signing key: needs_you/]],
    [
      'no webhook from Nango',
      { status: { deliveries: [] } },
      [/^Webhooks from Nango: needs_you: .*switch on the webhook for new connections/],
    ],
    [
      'links that customers cannot open',
      {
        facts: { connectOrigin: null },
        status: {
          linkOrigin: { pinned: 'http://localhost:3009', wasLastRefused: false },
          obstacles: { ...goodStatus.obstacles, links: 'for a reason' },
        },
      },
      [
        /^Address of links: needs_you: Links lead to http:\/\/localhost:3009, which customers cannot reach: for a reason\. .*NANGO_PUBLIC_CONNECT_URL/,
      ],
    ],
    [
      'an apiURL that customers cannot reach, before the first link too',
      {
        facts: { connectOrigin: null, apiUrlInLinks: 'http://10.2.3.4:3003' },
        status: { obstacles: { ...goodStatus.obstacles, apiUrlInLinks: 'for a reason' } },
      },
      [
        /^Address of links: needs_you: Links carry http:\/\/10\.2\.3\.4:3003 .*for a reason\. Set NANGO_PUBLIC_API_URL/,
      ],
    ],
    [
      'an address that Nango Cloud cannot reach',
      { status: { deliveries: [], obstacles: { ...goodStatus.obstacles, webhooks: 'for a reason' } } },
      [/^Webhooks from Nango: needs_you: .*cannot reach https:\/\/desk\.example\.com\/.*: for a reason\./],
    ],
    [
      'a link that led elsewhere',
      { status: { linkOrigin: { pinned: null, wasLastRefused: true } } },
      [/^Address of links: needs_you: .*https:\/\/connect\.example\.com and was refused/],
    ],
    ['no link yet', { facts: { connectOrigin: null } }, [/^Address of links: optional/]],
    ['a clock ahead', { check: { clockAheadMs: 45_000 } }, [/^Clock: needs_you: .*45 seconds ahead\./]],
    ['a clock behind', { check: { clockAheadMs: -3_700_000 } }, [/^Clock: needs_you: .*1 hour behind\./]],
    [
      'a missing migration',
      { status: { database: { ...goodStatus.database, appliedMigrations: 4 } } },
      [/^Database: needs_you/],
    ],
    ['PGlite', { facts: { databaseEngine: 'PGlite' } }, [/^Database: optional/]],
    [
      'webhooks that were given up',
      { status: { outgoing: { waiting: 1, givenUp: 2, webhooks: [] } } },
      [/^Webhooks to your tools: needs_you: 2 could not be delivered/],
    ],
    [
      'keys of somebody who is disabled',
      {
        status: {
          orphanKeys: [
            { name: 'Back office', makerName: 'Ada' },
            { name: 'CRM', makerName: 'Bea' },
          ],
        },
      },
      [/^API keys: needs_you: Back office \(made by Ada\) and CRM \(made by Bea\) .*disabled/],
    ],
    [
      'a proxy that the settings do not know',
      { facts: { trustedProxies: 0, isProxyUndeclared: true } },
      [/^Addresses of callers: needs_you: X-Forwarded-For arrives, but TRUSTED_PROXIES is 0/],
    ],
    ['no receiver', { facts: { receiverOrigin: null } }, [/^Webhooks to your tools: optional/]],
  ]
  it.each(cases)('%s', (_, changes, expected) => {
    const found = differing(changes)
    expect(found).toEqual(expected.map((pattern) => expect.stringMatching(pattern)))
  })
})

it('is a text for a ticket', () => {
  const items = listOf({ facts: { hasSigningKey: false } })
  const saying = { facts: goodFacts, status: goodStatus, checkedAt: goodCheck.checkedAt }
  const lines = checklistText(items, saying).split('\n')
  expect(lines.slice(0, 8)).toEqual([
    'Connect Desk 1.2.3, checked 2026-10-01T10:00:00.000Z',
    'Desk: https://desk.example.com',
    'Nango: https://nango.example.com',
    `Webhook URL for Nango: ${goodFacts.webhookUrl}`,
    'Database: PostgreSQL 17.2, 5 of 5 migrations',
    'Last sweep: 2026-10-01T10:00:00.000Z',
    '',
    '[OK] Nango: Nango answers, within 40 ms.',
  ])
  expect(lines).toContainEqual(expect.stringMatching(/^\[Needs you\] Webhook signing key: /))
  expect(lines).toHaveLength(22)
})
