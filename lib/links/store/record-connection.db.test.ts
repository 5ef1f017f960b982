import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Database } from '@/lib/db/open'
import { findStaffBySession, startSession } from '@/lib/staff/store/people'
import { openTestDatabase } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { activateLink } from './begin'
import { beginLink } from './begin'
import { findLinkById } from './find'
import { recordConnection } from './move'

let database: Database

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
})
afterAll(() => database.close())

const keys = ['github', 'hubspot', 'slack']
const at = new Date()
const customer = { id: 'u', email: null, displayName: null, organizationId: null, organizationName: null }

const makeActiveLink = async () => {
  const { db } = database
  const arrival = { identity: 'test:1', email: 'a@example.com', name: 'A', role: 'agent', at } as const
  const found = await findStaffBySession(db, (await startSession(db, arrival)) ?? '', at)
  if (!found) throw new Error('nobody signed in')
  const { link } = await beginLink(db, {
    maker: found.staff,
    intentKey: randomUUID(),
    inputHash: 'x',
    customer,
    ownTags: [],
    language: null,
    configDefaults: {},
    hosts: [],
    integrations: keys.map((key) => ({ key, provider: key, displayName: key })),
    createdAt: at,
    worksFor: '30m',
    check: 'none',
    renewsId: null,
    reconnects: null,
  })
  const endsAt = new Date(at.getTime() + 1_800_000)
  await activateLink(db, link, {
    actorId: found.staff.id,
    token: 't',
    base: 'b',
    expiresAt: endsAt,
    endsAt,
    handoff: null,
    at,
  })
  return link.id
}

it('connects a link whose last integrations are connected at the same moment', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, makeActiveLink))
  await Promise.all(
    ids.flatMap((id) =>
      keys.map((integrationKey) =>
        recordConnection(
          database.db,
          { linkId: id, integrationKey, connectionId: `c-${integrationKey}` },
          at,
        ),
      ),
    ),
  )
  const states = await Promise.all(ids.map(async (id) => (await findLinkById(database.db, id))?.state))
  expect(states.filter((state) => state !== 'connected')).toEqual([])
})
