import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import { within } from '@/lib/core/time'
import type { StaffCtx } from '@/lib/ctx'
import { readWithinLimit } from '@/lib/nango/rate-limit'
import type { Integration } from '@/lib/nango/view'
import { isPublicName } from '@/lib/settings/domain'

import { integrationLabel } from './list'
import { isProviderKept, loadCatalogue, readProvider } from './nango'
import { fillTemplate, type HostListInput, hostPartOf } from './schema/hosts'
import type { ProviderDescription } from './schema/provider-fields'
import { addIntegrationHost, listIntegrationHosts, removeIntegrationHost } from './store'
import type { HostListsView, HostListView } from './view'

/** Adds or removes what values of an integration may reach. Admins only. */
export async function changeHostList(
  ctx: StaffCtx,
  { integration, entry, isListed }: HostListInput,
): Promise<Result<null>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const change = { integrationKey: integration, entry, actorId: ctx.actor.id, at: ctx.now() }
  if (!isListed) {
    await removeIntegrationHost(ctx.db, change)
    return succeed(null)
  }
  if (isOpenToAll(entry)) return fail({ code: 'invalid_input', fieldErrors: { entry: openToAll } })
  const added = await addIntegrationHost(ctx.db, change)
  if (added === 'done') return succeed(null)
  return fail({ code: 'invalid_input', fieldErrors: { entry: 'This list is full. Remove an entry first.' } })
}

const openToAll = 'Anybody can have a host below this name. List each host in full, such as acme.example.com.'

/** Below these anybody can have a name, too, but all that is there is run by the company whose names they are. */
const runByOne = ['.myshopify.com']

/** Whether an entry lets anybody's hosts in: all below a name that is nobody's own. */
const isOpenToAll = (entry: string) =>
  entry.startsWith('.') && !runByOne.includes(entry) && isPublicName(entry.slice(1))

/** Providers that one read may ask Nango for; the next read goes on, because what was answered is kept for ten minutes. */
const mostAsked = 20
/** A page waits so long for all of them together. */
const patienceMs = 5_000

/**
 * The list of hosts of each integration whose provider has a value that decides the host, and of each that has entries.
 * Costs at most 20 calls of the person's allowance; `unread` says how many integrations are left for another read. Admins only.
 */
export async function readHostLists(ctx: StaffCtx): Promise<Result<HostListsView>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [catalogue, listed] = await Promise.all([loadCatalogue(ctx.nango), listIntegrationHosts(ctx.db)])
  const integrations = catalogue.ok ? catalogue.value.integrations : []
  const descriptions = await describeAll(ctx, integrations)
  const entriesOf = (key: string) =>
    listed.filter(({ integrationKey }) => integrationKey === key).map(({ entry }) => entry)
  const known = integrations.map((one) => ({
    key: one.key,
    label: integrationLabel(ctx, one),
    entries: entriesOf(one.key),
    fields: fieldsOf(descriptions.get(one.provider ?? '')),
  }))
  const gone = new Set(listed.map(({ integrationKey }) => integrationKey))
  for (const { key } of integrations) gone.delete(key)
  const lists: HostListView[] = [
    ...known.filter(({ entries, fields }) => entries.length + fields.length > 0),
    ...[...gone].map((key) => ({ key, label: key, entries: entriesOf(key), fields: [] })),
  ]
  const unread = integrations.filter(({ provider }) => !descriptions.has(provider ?? '')).length
  return catalogue.ok || gone.size > 0 ? succeed({ lists, unread }) : fail(catalogue.failure)
}

/** What Nango says in time, by provider. */
const describeAll = async (ctx: StaffCtx, integrations: Integration[]) => {
  const described = new Map<string, ProviderDescription>()
  const providers = [...new Set(integrations.flatMap(({ provider }) => provider ?? []))]
  const kept = providers.filter((one) => isProviderKept(ctx.nango, one))
  const asked = providers.filter((one) => !kept.includes(one)).slice(0, mostAsked)
  const describe = async (provider: string) => {
    const answer = await readProvider(ctx.nango, provider)
    if (answer.ok) described.set(provider, answer.value)
  }
  const all = readWithinLimit(ctx, () => Promise.all([...kept, ...asked].map(describe)))
  await within(patienceMs, all)
  return new Map(described)
}

const fieldsOf = (description: ProviderDescription | undefined) =>
  (description?.fields ?? []).flatMap(({ name, label, isAutomatic }) => {
    const [template] = description?.templates.get(name) ?? []
    if (template === undefined || isAutomatic) return []
    return [`${label} (${hostPartOf(fillTemplate(template, new Map(), '[…]'))})`]
  })
