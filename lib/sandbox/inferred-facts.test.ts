import { describe, expect, test } from 'vitest'

import { canonicalPage } from './testing/compare-answers'
import { exchangesOf, readSample } from './testing/read-sample'

/** What the Nth call of a sample was answered. */
function answer(name: string, step = 1) {
  const exchange = exchangesOf(readSample(name))[step - 1]
  if (exchange === undefined) throw new Error(`${name} has no step ${step}.`)
  return exchange.response
}

const json = (name: string, step = 1): unknown => JSON.parse(answer(name, step).body)

function webhooks(name: string): unknown[] {
  return readSample(name).items.flatMap((item) =>
    item.kind === 'webhook' && item.webhook ? [JSON.parse(item.webhook.body)] : [],
  )
}

/** One statement that was read in Nango's source, or concluded, before it was seen; and the records that settle it. */
type Fact = { statement: string; proof: () => void }

const facts: Fact[] = [
  {
    statement: 'too many tags only in sum are 500 server_error, not 400 (1.2)',
    proof: () => {
      expect(answer('session-enduser-plus-10-tags-500').status).toBe(500)
      expect(json('session-enduser-plus-10-tags-500')).toMatchObject({
        error: { code: 'server_error', message: 'Failed to create connect session' },
      })
    },
  },
  {
    statement: 'the tags of an end user that do not fit are dropped without a word (1.2)',
    proof: () => expect(answer('session-enduser-10-tags-plus-email').status).toBe(201),
  },
  {
    statement: 'overriding the documentation link is 403 on a self-hosted server (1.5)',
    proof: () => expect(answer('session-docs-connect-override-403').status).toBe(403),
  },
  {
    statement: 'OAuth begun before the expiry and finished after it connects, with all tags (1.6)',
    proof: () => {
      expect(answer('story-session-expired-before-callback', 6).status).toBe(200)
      expect(webhooks('story-session-expired-before-callback')).toMatchObject([
        { operation: 'creation', success: true, tags: { desk_link_id: 'lnk-94' } },
      ])
    },
  },
  {
    statement: 'OAuth begun before the session was deleted connects, without tags (1.6: was wrong)',
    proof: () => {
      expect(answer('story-session-deleted-before-callback', 4).status).toBe(200)
      expect(webhooks('story-session-deleted-before-callback')).toMatchObject([{ success: true, tags: {} }])
    },
  },
  {
    statement:
      'updated_at does not move in an OAuth reconnect (3.4: was wrong); the tag of the link is there',
    proof: () => {
      const { updated_at } = { updated_at: '', ...toObject(json('story-reconnect-oauth', 2)) }
      expect(json('story-reconnect-oauth', 7)).toMatchObject({ updated_at, tags: { desk_link_id: 'lnk-1' } })
    },
  },
  {
    statement: 'updated_at moves in a reconnect by API key and of an unauthenticated connection (3.4)',
    proof: () => {
      for (const name of ['story-reconnect-api-key', 'story-reconnect-none']) {
        const { updated_at } = { updated_at: '', ...toObject(json(name, 2)) }
        expect(json(name, 5)).not.toMatchObject({ updated_at })
      }
    },
  },
  {
    statement: 'a reconnect without tags empties tags and override and keeps OAuth metadata (2.1)',
    proof: () =>
      expect(json('story-reconnect-oauth-without-tags', 6)).toMatchObject({
        tags: {},
        webhook_url_override: null,
        metadata: { plan: 'gold' },
      }),
  },
  {
    statement: 'a reconnect by API key empties the metadata (2.1)',
    proof: () => {
      expect(json('story-reconnect-api-key', 2)).toMatchObject({ metadata: { plan: 'gold' } })
      expect(json('story-reconnect-api-key', 5)).toMatchObject({ metadata: {} })
    },
  },
  {
    statement:
      'a failure webhook is a creation without tags, even of a reconnect, and then names its id (5.2)',
    proof: () => {
      const [event] = webhooks('story-failed-denied-on-reconnect')
      expect(event).toMatchObject({ operation: 'creation', success: false, connectionId: 'g-rec-gh' })
      expect(event).not.toHaveProperty('tags')
    },
  },
  {
    statement: 'the kind of failure tells the customer’s refusal from a wrong client (13.16)',
    proof: () => {
      expect(webhooks('story-failed-denied')[0]).toMatchObject({ error: { type: 'invalid_callback' } })
      expect(webhooks('story-failed-token-exchange')[0]).toMatchObject({ error: { type: 'unknown' } })
    },
  },
  {
    statement: 'dead credentials are 400 with the connection at first, then 424 (3.4: was wrong)',
    proof: () => {
      expect([4, 5, 7].map((step) => answer('story-dead-oauth-credentials', step).status)).toEqual([
        400, 424, 400,
      ])
      expect(json('story-dead-oauth-credentials', 4)).toMatchObject({
        error: { code: 'invalid_credentials', payload: { connection: { connection_id: 'dead-1' } } },
      })
    },
  },
  {
    statement:
      'a key that reads no credentials sees a dead connection as 200, with its error after a failure (3.4)',
    proof: () => {
      expect(answer('story-dead-oauth-credentials', 2).status).toBe(200)
      expect(json('story-dead-oauth-credentials', 8)).toMatchObject({ errors: [{ type: 'auth' }] })
    },
  },
  {
    statement: 'a scope is judged before the request (4), so that a probe changes nothing',
    proof: () => {
      expect(answer('scope-no-connections-read--read-unknown-connection').status).toBe(403)
      expect(answer('scope-no-integrations-read--read-unknown-integration').status).toBe(403)
      expect(answer('connection-delete-unknown-id').status).toBe(400)
    },
  },
  {
    statement: 'calls by key and by token are limited apart; a 429 makes no link; revoking goes on (3.6)',
    proof: () => {
      expect([4, 5, 10, 11, 12].map((step) => answer('story-rate-limit-429', step).status)).toEqual([
        429, 429, 200, 200, 204,
      ])
    },
  },
  {
    statement: 'two consents of one link make two connections with its tags (1.6)',
    proof: () => expect(json('story-two-consents-session-open', 7)).toMatchObject({ connections: [{}, {}] }),
  },
  {
    statement: 'a connection deleted while its reconnect is on its way is made anew under its id (14)',
    proof: () =>
      expect(webhooks('story-reconnect-deleted-meanwhile').at(-1)).toMatchObject({
        operation: 'creation',
        connectionId: 'cust-84-github',
      }),
  },
  {
    statement: 'presets win over what the customer types (13.20)',
    proof: () =>
      expect(answer('story-session-presets-win', 2).headers['location']).toMatch(/^https:\/\/preset-shop\./),
  },
  {
    statement: 'parameters of a link replace even the address that the customer returns to (13.20)',
    proof: () => {
      const { location = '' } = answer('story-danger-authorization-params-override', 2).headers
      expect(new URL(location).searchParams.get('redirect_uri')).toBe('https://evil.example/cb')
    },
  },
  {
    statement: 'the callback asks for no cookie: another browser may finish (8)',
    proof: () =>
      expect(canonicalPage(answer('story-failed-no-cookie', 3).body)).toMatch(/^Successful connection/),
  },
  {
    statement: 'a PATCH moves no updated_at and replaces the tags (3.4)',
    proof: () => {
      const { updated_at } = { updated_at: '', ...toObject(json('story-patch-tags', 1)) }
      expect(json('story-patch-tags', 3)).toMatchObject({ updated_at, tags: { only: 'this' } })
    },
  },
]

/** Statements that no record can settle, and why nothing of the desk hangs on them. */
const unproven: Record<string, string> = {
  'a scanner of links that runs scripts can finish no OAuth grant (2.3)':
    'the desk claims nothing of it: an opened link is not told, and what is connected is read back',
  'a stranger can have a signed body of any shape delivered (5.5)':
    'taken as true: every webhook is a hint, and the connection is read back before anything changes',
  'a reload of the customer’s page has no token (8)':
    'seen in a browser (13.6); the message to the customer says to open the link again',
}

describe('what the desk relies on was recorded', () => {
  test.each(facts)('$statement', ({ proof }) => proof())

  test('what was not recorded has a reason why that does no harm', () => {
    expect(Object.values(unproven).every((why) => why.length > 20)).toBe(true)
  })
})

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
