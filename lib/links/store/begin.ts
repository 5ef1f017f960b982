import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { ulid } from 'ulid'

import { eventIf, type EventTexts, recordEvent, toEventTexts } from '@/lib/audit/record'
import { forNames, optionalFieldNames } from '@/lib/core/customer-fields'
import type { Language } from '@/lib/core/language'
import { toSearchText } from '@/lib/core/search/search-text'
import type { OwnTags } from '@/lib/core/tags'
import type { Customer } from '@/lib/customers/schema'
import type { Db } from '@/lib/db/open'
import { type Places, prepared } from '@/lib/db/prepared'
import { events, linkIntegrations, links } from '@/lib/db/schema'
import { sealToken } from '@/lib/db/token-cipher'
import { type HandoffInput, keepHandoff } from '@/lib/handoff/begin'
import { readHandoffs } from '@/lib/handoff/read'
import type { CheckKind, WorksFor } from '@/lib/handoff/words'
import type { ConfigDefaults } from '@/lib/integrations/schema/config'
import type { LinkHost } from '@/lib/integrations/schema/hosts'
import type { Integration } from '@/lib/nango/view'

import type { ConnectionSnapshot } from '../schema/create'
import { entersFrom } from '../words'
import { findLink, findTwin } from './find'
import { askRevocation } from './move'
import { type Link, sealSnapshot } from './row'

export type NewLink = {
  maker: { id: string; name: string }
  intentKey: string
  inputHash: string
  customer: Customer
  ownTags: OwnTags
  language: Language | null
  configDefaults: ConfigDefaults
  /** Where preset values send the customer's credentials. */
  hosts: LinkHost[]
  integrations: Integration[]
  worksFor: WorksFor
  check: CheckKind
  createdAt: Date
  renewsId: string | null
  /** The connection to connect anew, as it is now; null for a new one. */
  reconnects: { connectionId: string; snapshot: ConnectionSnapshot } | null
}

/** What a request meets: nothing, the link of its own intent key, or somebody's link in the same one's place. */
type BeginLinkOutcome = { kind: 'fresh' | 'repeated' | 'twin'; link: Link }

/**
 * Writes the intent as a link in `creating`, once per maker and key, and once in a link's place while that one lives:
 * else the link is the earlier one, that of its key in whatever state it is.
 */
export async function beginLink(db: Db, request: NewLink): Promise<BeginLinkOutcome> {
  const id = `lnk_${ulid(request.createdAt.getTime())}`
  const written = await insertLink(db, {
    ...toRow(id, request),
    integrations: JSON.stringify(request.integrations.map((one, position) => ({ ...one, position }))),
  })
  if (written.length > 0) return { kind: 'fresh', link: toFreshLink(id, request) }
  const link = await findIntent(db, request.maker.id, request.intentKey)
  if (link) return { kind: 'repeated', link }
  if (request.renewsId === null) throw new Error('The link of this intent key cannot be read.')
  const twin = await findTwin(db, request.renewsId)
  // One that has ended since is in nobody's way.
  return twin ? { kind: 'twin', link: twin } : beginLink(db, request)
}

/** One statement, so that a row is written with its integrations or not at all, in one round trip. */
const insertLink = prepared(
  'link begun',
  (db, { integrations, ...row }: Places<ReturnType<typeof toRow> & { integrations: string }>) => {
    const made = db
      .$with('made')
      .as(db.insert(links).values(row).onConflictDoNothing().returning({ id: links.id }))
    return db
      .with(made)
      .insert(linkIntegrations)
      .select(
        sql`
  select made.id, one.position, one.key, one."displayName", one.provider, null, null::timestamptz, null::timestamptz,
    null, null::timestamptz, null::timestamptz
  from made, jsonb_to_recordset(${integrations}::jsonb)
    as one(position bigint, key text, "displayName" text, provider text)`,
      )
      .returning({ id: linkIntegrations.linkId })
  },
)

const toFreshLink = (id: string, { maker, reconnects, ...request }: NewLink): Link => ({
  ...request,
  id,
  makerId: maker.id,
  makerName: maker.name,
  state: 'creating',
  failureCode: null,
  integrations: request.integrations.map((one) => ({
    ...one,
    connectionId: null,
    connectedAt: null,
    goneAt: null,
    visitId: null,
    confirmedAt: null,
  })),
  handoff: null,
  expiresAt: null,
  endsAt: null,
  connectedAt: null,
  endedAt: null,
  revokeAskedAt: null,
  alarmedAt: null,
  alarms: [],
  mails: null,
  attemptFailedAt: null,
  attemptFailure: null,
  reconnectsId: reconnects?.connectionId ?? null,
  hasSnapshot: reconnects !== null,
  connectionGoneAt: null,
  renewedAs: null,
  isAnswer: false,
})

const toRow = (id: string, request: NewLink) =>
  ({
    id,
    makerId: request.maker.id,
    intentKey: request.intentKey,
    inputHash: request.inputHash,
    state: 'creating',
    customerId: request.customer.id,
    ...forNames(optionalFieldNames, 'column', (field) => request.customer[field]),
    ownTags: request.ownTags,
    language: request.language,
    configDefaults: request.configDefaults,
    hosts: request.hosts,
    worksFor: request.worksFor,
    createdAt: request.createdAt,
    renewsId: request.renewsId,
    searchText: toSearchText(id, request.customer),
    reconnectsId: request.reconnects?.connectionId ?? null,
    sealedSnapshot: request.reconnects && sealSnapshot(request.reconnects.snapshot, id),
  }) satisfies typeof links.$inferInsert

/** The link of a maker's intent key, in whatever state it is, or null. */
export function findIntent(db: Db, makerId: string, intentKey: string) {
  return findLink(db, and(eq(links.makerId, makerId), eq(links.intentKey, intentKey)))
}

type Activation = {
  actorId: string
  token: string
  base: string
  expiresAt: Date
  endsAt: Date
  /** Of a hand-off link: then `token` is its code. */
  handoff: HandoffInput | null
  at: Date
}

/** creating → active, with the sealed token. Returns the link as it is now. One that renews another ends that with it. */
export function activateLink(db: Db, link: Link, move: Activation): Promise<Link | null> {
  const { id, renewsId } = link
  const { handoff } = move
  if (renewsId === null && handoff === null) return activate(db, link, move)
  return db.transaction(async (tx) => {
    const active = await activate(tx, link, move)
    if (!active) return null
    if (handoff) await keepHandoff(tx, id, handoff)
    const [kept = null] = handoff ? await readHandoffs(tx, [id]) : []
    const made = { ...active, handoff: kept }
    if (renewsId === null) return made
    const { at, actorId } = move
    await recordEvent(tx, { at, kind: 'link.renewed', actorId, linkId: renewsId, facts: { renewedAs: id } })
    await askRevocation(tx, { id: renewsId, actorId, at })
    return made
  })
}

/** One statement is one transaction, in one round trip: agents wait for it. */
const setActive = prepared('link active', (db, values: Places<ActiveTexts & EventTexts>) => {
  const { id, linkBase, sealedToken, expiresAt, endsAt, ...event } = values
  const moved = db.$with('moved').as(
    db
      .update(links)
      .set({
        state: 'active',
        linkBase: sql`${linkBase}`,
        sealedToken: sql`${sealedToken}`,
        expiresAt: sql`${expiresAt}::timestamptz`,
        endsAt: sql`${endsAt}::timestamptz`,
      })
      .where(and(eq(links.id, id), inArray(links.state, [...entersFrom.active])))
      .returning({ id: links.id }),
  )
  return db.with(moved).insert(events).select(eventIf(event, 'moved')).returning({ id: events.id })
})

type ActiveTexts = { id: string; linkBase: string; sealedToken: string; expiresAt: string; endsAt: string }

const activate = async (db: Db, link: Link, move: Activation): Promise<Link | null> => {
  const { id, renewsId } = link
  const { expiresAt, endsAt, at } = move
  const sealedToken = sealToken(move.token, id)
  const facts = {
    ...(renewsId !== null && { renews: renewsId }),
    ...(link.worksFor !== '30m' && { worksFor: link.worksFor }),
    ...(link.hosts.length > 0 && { hosts: [...new Set(link.hosts.map(({ host }) => host))].join(', ') }),
  }
  const event = { at, kind: 'link.created', actorId: move.actorId, linkId: id, facts } as const
  const recorded = await setActive(db, {
    id,
    linkBase: move.base,
    sealedToken,
    expiresAt: expiresAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...toEventTexts(event),
  })
  return recorded.length > 0 ? { ...link, state: 'active', expiresAt, endsAt } : null
}
