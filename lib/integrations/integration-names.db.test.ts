import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { listAudit } from '@/lib/audit/list'
import { readAuditQuery } from '@/lib/audit/schema'
import { listConnectionsPage } from '@/lib/connections/list'
import { readConnectionPage } from '@/lib/connections/read'
import { createLink } from '@/lib/links/create'
import { listLinkChoices, pageLinks } from '@/lib/links/list'
import { readLink, readLinkHistory } from '@/lib/links/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { noConnectionsFilter, noLinksFilter } from '@/lib/testing/no-filter'
import { linkInput, valueOf } from '@/lib/testing/test-desk'
import { useTestDesk } from '@/lib/testing/use-test-desk'

import { listIntegrations, readIntegrationNames } from './list'

const key = 'private-api-bearer'

const { desk } = useTestDesk({})

const Catalogue = z.looseObject({ data: z.array(z.looseObject({ unique_key: z.string() })) })

/** Somebody in a process of its own, to which Nango tells its integrations under other names; null leaves one out. */
const withNames = async (role: 'agent' | 'admin', names: Record<string, string | null>) => {
  const rewrite = (answer: unknown) => {
    const { data, ...rest } = Catalogue.parse(answer)
    const named = data.filter(({ unique_key: one }) => names[one] !== null)
    return {
      ...rest,
      data: named.map((one) => ({
        ...one,
        ...(names[one.unique_key] && { display_name: names[one.unique_key] }),
      })),
    }
  }
  desk.faults.setFault({ method: 'GET', path: '/integrations' }, { kind: 'rewrite', rewrite })
  const ctx = await desk.ctxFor(role)
  const { integrations } = valueOf(await listIntegrations(ctx))
  return { ctx, offered: new Map(integrations.map((one) => [one.key, one.label])) }
}

describe('integrations of one name', () => {
  it('show their keys wherever people see them, also once one is gone at Nango', async () => {
    const { ctx: agent, offered } = await withNames('agent', { [key]: 'Acme', trello: 'ACME' })
    expect([offered.get(key), offered.get('trello'), offered.get('github')]).toEqual([
      `Acme (${key})`,
      'ACME (trello)',
      'GitHub',
    ])
    const made = valueOf(await createLink(agent, linkInput({ integrations: [key, 'trello', 'github'] })))
    expect(made.link.integrations.map(({ displayName }) => displayName)).toEqual([
      `Acme (${key})`,
      'ACME (trello)',
      'GitHub',
    ])
    await connectByApiKey(made.url)
    await desk.letAskAgain()
    await readLink(agent, made.link.id)
    desk.advance(61_000)

    const later = await withNames('admin', { [key]: 'Acme', trello: null })
    expect(later.offered.get(key)).toBe(`Acme (${key})`)
    const { ctx } = later
    const [row] = (await pageLinks(ctx, noLinksFilter, null)).links
    expect(row?.integrations.map(({ displayName }) => displayName)).toEqual([
      `Acme (${key})`,
      'ACME (trello)',
      'GitHub',
    ])
    const history = valueOf(await readLinkHistory(ctx, made.link.id))
    expect(history.live.link.integrations[1]?.displayName).toBe('ACME (trello)')
    const choices = await listLinkChoices(ctx)
    expect(choices.integrations.map(({ label }) => label)).toEqual(
      [`Acme (${key})`, 'ACME (trello)', 'GitHub'].toSorted(),
    )
    const [connection] = valueOf(await listConnectionsPage(ctx, noConnectionsFilter, null)).connections
    expect(connection?.integration.displayName).toBe(`Acme (${key})`)
    const { detail } = await readConnectionPage(ctx, {
      integrationKey: key,
      connectionId: connection?.id ?? '',
    })
    expect(valueOf(detail).connection.integration.displayName).toBe(`Acme (${key})`)
    const texts = valueOf(
      await listAudit(ctx, readAuditQuery({}).filter, null, readIntegrationNames),
    ).lines.map(({ text }) => text)
    expect(texts).toContain(`Acme (${key}) was connected.`)
  })

  it('go by the name alone again once the other one is called otherwise, but not under a name of the past', async () => {
    const { ctx } = await withNames('agent', { [key]: 'Acme', trello: 'Trello' })
    desk.advance(122_000)
    const [row] = (await pageLinks(ctx, noLinksFilter, null)).links
    expect(row?.integrations.map(({ displayName }) => displayName)).toEqual([
      'Acme',
      'ACME (trello)',
      'GitHub',
    ])
  })
})
