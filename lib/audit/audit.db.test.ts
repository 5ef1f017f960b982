import { describe, expect, it } from 'vitest'

import { events } from '@/lib/db/schema'
import { readIntegrationNames } from '@/lib/integrations/list'
import { listAuditStaff } from '@/lib/staff/list'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import type { EventKind } from './events'
import { exportAudit, type AuditRow } from './export'
import { listAudit } from './list'
import { recordEvent } from './record'
import type { AuditFilter } from './schema'

const all: AuditFilter = { kind: null, staff: null, link: null, from: null, to: null, zone: null }
const linkId = 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV'

const { desk, admin, viewer, agent } = useTestDesk({ admin: 'admin', viewer: 'viewer', agent: 'agent' })

/** Writes an event, with whatever facts an older version may have written. */
const tell = (event: Partial<typeof events.$inferInsert> & { kind?: EventKind }) =>
  admin.db.insert(events).values({
    at: new Date(),
    kind: 'link.copied',
    actorId: null,
    linkId: null,
    facts: {},
    ...event,
  })

const read = async (changes: Partial<AuditFilter>, ctx = admin) => {
  const page = await listAudit(ctx, { ...all, ...changes }, null, readIntegrationNames)
  if (!page.ok) throw new Error(page.failure.code)
  return page.value.lines
}

const exported = async (changes: Partial<AuditFilter>, ctx = admin) => {
  const result = await exportAudit(ctx, { ...all, ...changes })
  if (!result.ok) throw new Error(result.failure.code)
  const rows: AuditRow[] = []
  for await (const batch of result.value) rows.push(...batch)
  return rows
}

describe('the audit log', () => {
  it('is for admins and viewers', async () => {
    expect((await read({ kind: 'sign-ins' }, viewer)).length).toBeGreaterThan(2)
    for (const refused of [
      listAudit(agent, all, null, readIntegrationNames),
      exportAudit(agent, all),
      listAuditStaff(agent),
    ])
      expect(await refused).toEqual({ ok: false, failure: { code: 'not_allowed' } })
    expect(await read({ kind: 'exports' })).toEqual([])
  })

  it('says who did what to which link, or who was refused, or that it was the desk', async () => {
    await tell({ kind: 'link.revealed', actorId: agent.actor.id, linkId })
    await tell({ kind: 'staff.refused', facts: { reason: 'foreign_domain', email: 'eve@elsewhere.example' } })
    await tell({ kind: 'setting.changed', facts: { name: 'LOG_LEVEL', from: 'info', to: 'debug' } })
    const [setting, refusal, reveal] = await read({})
    expect(reveal).toMatchObject({
      text: 'Looked at the link.',
      who: 'agent',
      email: 'agent@example.com',
      linkId,
    })
    expect(refusal).toMatchObject({ who: 'eve@elsewhere.example', email: null })
    expect(setting).toMatchObject({
      who: 'Connect Desk',
      facts: expect.arrayContaining([['name', 'LOG_LEVEL']]),
    })
    expect(setting?.isDesk).toBe(true)
    const alike = await desk.ctxFor('agent', 'Connect Desk')
    await tell({ kind: 'link.revealed', actorId: alike.actor.id })
    expect((await read({}))[0]).toMatchObject({
      who: 'Connect Desk (Connect Desk@example.com)',
      isDesk: false,
    })
    expect(await read({ link: linkId })).toEqual([reveal])
    expect(await read({ staff: 'desk', kind: 'refusals' })).toEqual([refusal])
  })

  it('takes days in the zone of whoever chose them', async () => {
    await tell({ at: new Date('2020-06-01T22:30:00Z'), facts: { here: true } })
    const day = { from: '2020-06-02', to: '2020-06-02' }
    expect(await read({ ...day, zone: 'Europe/Berlin' })).toHaveLength(1)
    expect(await read({ ...day, zone: 'UTC' })).toHaveLength(0)
  })

  it('is exported as filtered, whatever its length, with every hash, and says so first', async () => {
    for (let number = 0; number < 3; number += 1)
      await tell({ kind: 'links.exported', actorId: viewer.actor.id, facts: { number, text: '=1+1' } })
    const rows = await exported({ kind: 'exports' }, viewer)
    expect(rows.map(({ kind, facts }) => [kind, JSON.parse(facts)])).toEqual([
      ['audit.exported', { kind: 'exports' }],
      ['links.exported', { number: 2, text: '=1+1' }],
      ['links.exported', { number: 1, text: '=1+1' }],
      ['links.exported', { number: 0, text: '=1+1' }],
    ])
    for (const row of rows)
      expect(row).toMatchObject({
        actorName: 'viewer',
        actorEmail: 'viewer@example.com',
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
  })

  it('is exported in several batches without a gap', async () => {
    await admin.db.transaction(async (tx) => {
      for (let number = 0; number < 1_050; number += 1)
        await recordEvent(tx, {
          at: new Date(),
          kind: 'link.connected',
          actorId: null,
          linkId: null,
          facts: {},
        })
    })
    const ids = (await exported({ kind: 'link.connected' })).map(({ id }) => id)
    expect(ids).toHaveLength(1_050)
    expect(ids).toEqual(ids.toSorted((a, b) => b - a))
    expect(new Set(ids).size).toBe(1_050)
  }, 60_000)
})

it('tells no more of an address that may hold a secret than its origin', async () => {
  const older = { name: 'DESK_WEBHOOK_URL', from: null, to: 'https://tool.example.com/canary' }
  await tell({ kind: 'setting.changed', facts: older })
  const told = JSON.stringify([await read({ kind: 'settings' }), await exported({ kind: 'settings' })])
  expect(told).toContain('https://tool.example.com')
  expect(told).not.toContain('canary')
})
