import { expect } from 'vitest'
import { z } from 'zod'

import { POST as connectLink } from '@/app/api/connectLink/route'
import { DELETE as endLink, GET as readLink } from '@/app/api/links/[id]/route'
import { GET as listLinks } from '@/app/api/links/route'
import { insertKey } from '@/lib/api-keys/store'
import { Problem } from '@/lib/api/problem'
import type { ApiScope } from '@/lib/core/actor'
import type { StaffCtx } from '@/lib/ctx'
import { processDatabase } from '@/lib/db/open'
import { links } from '@/lib/db/schema'
import { rateCounts } from '@/lib/db/schema-tools'
import { processNango } from '@/lib/nango/client'

import { openTestDesk, type TestDesk } from './test-desk'
import { useTestSettings } from './test-settings'

export const deskOrigin = 'https://desk.example.com'

/** The least that POST /api/connectLink takes. */
export const aBody = { endUserId: 'user_42', allowedIntegrations: ['github'] }

type KeyWish = { scopes?: ApiScope[]; expiresAt?: Date | null }
type Init = { method?: string; body?: string; headers?: Record<string, string> }
type Key = { id: string; key: string }
type Sent = { key?: string; headers?: Record<string, string>; to?: typeof connectLink }

export type TestTool = {
  desk: TestDesk
  admin: StaffCtx
  /** The key that calls bear unless they name another. */
  own: Key
  makeKey: (input?: KeyWish) => Promise<Key>
  post: (body: unknown, sent?: Sent) => Promise<Response>
  read: (id: string, key?: string) => Promise<Response>
  end: (id: string, key?: string) => Promise<Response>
  list: (query: string, key?: string) => Promise<Response>
  countLinks: () => Promise<number>
  /** Lifts all faults and limits; the settings are those of the tests, with changes. */
  reset: (settings?: Record<string, string>) => Promise<void>
  close: () => Promise<void>
}

const of = (id: string) => ({ params: Promise.resolve({ id }) })

/** A desk whose API routes are called as Next would call them, by an internal tool with a key. */
export const openTestTool = async (
  sandboxOptions: Parameters<typeof openTestDesk>[0] = {},
): Promise<TestTool> => {
  const desk = await openTestDesk(sandboxOptions)
  const admin = await desk.ctxFor('admin')
  processDatabase.set(Promise.resolve(desk.database))
  const makeKey = ({ scopes = ['create', 'read', 'revoke'], expiresAt = null }: KeyWish = {}) =>
    insertKey(admin.db, { name: 'Test tool', scopes, expiresAt, actorId: admin.actor.id, at: new Date() })
  const own = await makeKey()
  const at = (path: string, key = own.key, { headers = {}, ...init }: Init = {}) =>
    new Request(`${deskOrigin}${path}`, { ...init, headers: { Authorization: `Bearer ${key}`, ...headers } })
  return {
    desk,
    admin,
    own,
    makeKey,
    post: (body, { key, headers = {}, to = connectLink } = {}) =>
      to(
        at('/api', key, {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', ...headers },
        }),
      ),
    read: (id, key) => readLink(at(`/api/links/${id}`, key), of(id)),
    end: (id, key) => endLink(at(`/api/links/${id}`, key, { method: 'DELETE' }), of(id)),
    list: (query, key) => listLinks(at(`/api/links?${query}`, key)),
    countLinks: () => admin.db.$count(links),
    reset: async (settings = {}) => {
      desk.reset()
      useTestSettings({
        ADDRESS_RATE_LIMIT_PER_MINUTE: '100000',
        API_RATE_LIMIT_PER_MINUTE: '100000',
        ...settings,
      })
      processNango.set(desk.deskCtx().nango)
      await admin.db.delete(rateCounts)
    },
    close: desk.close,
  }
}

const Made = z.strictObject({
  connectLink: z.url(),
  expiresAt: z.iso.datetime(),
  id: z.string(),
  words: z.string().exactOptional(),
})

/** What a good answer to a request says. */
export const madeBy = async (answer: Promise<Response>) => Made.parse(await (await answer).json())

/** What an error says, in the form that every error has. */
export const problemOf = async (answer: Response | Promise<Response>) => {
  const response = await answer
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const problem = Problem.strict().parse(await response.json())
  expect(problem.status).toBe(response.status)
  return problem
}
