import 'server-only'
import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm'

import { idsMeantBy } from '@/lib/core/typed/plain-text'
import type { Db } from '@/lib/db/open'
import { isPersonDisabled } from '@/lib/db/same-person'
import { linkIntegrations, links, staff } from '@/lib/db/schema'
import { handoffs } from '@/lib/db/schema-handoff'
import { actors } from '@/lib/db/schema-tools'
import { openToken } from '@/lib/db/token-cipher'
import { hasSessionsAfter, readHandoffs } from '@/lib/handoff/read'
import { mostIntegrations } from '@/lib/integrations/view'
import { readMailsOf } from '@/lib/mail/read'

import { LinkState, type LiveLinksScope } from '../schema/lists'
import { shownStates } from '../words'
import { listAlarmsOf } from './alarms'
import { firstLinkIdAt, isTwinOf, type Link, toLink } from './row'

/** The one link that a condition names, or null. */
export async function findLink(db: Db, where: SQL | undefined): Promise<Link | null> {
  return (await selectLinks(db, where, 1))[0] ?? null
}

export function findLinkById(db: Db, id: string) {
  return findLink(db, eq(links.id, id))
}

/** The links of some ids, newest first. */
export function findLinksByIds(db: Db, ids: string[]) {
  return ids.length === 0 ? Promise.resolve([]) : selectLinks(db, inArray(links.id, ids), ids.length)
}

/** The link that takes another one's place, being created or live, or null: the index `links_twin` keeps it the only one. */
export function findTwin(db: Db, renewsId: string) {
  return findLink(
    db,
    and(
      eq(links.renewsId, renewsId),
      inArray(links.state, ['creating', 'active']),
      isNull(links.revokeAskedAt),
    ),
  )
}

/** Only the state, for somebody who waits for it to change. */
export async function readLinkState(db: Db, id: string): Promise<LinkState | null> {
  const [row] = await db.select({ state: links.state }).from(links).where(eq(links.id, id))
  return row ? LinkState.parse(row.state) : null
}

/** What a link's URL is built from: Nango's token, or the code of a hand-off link. Whoever holds it holds the link. */
export type LinkSecret = { base: string; token: string; isHandoff: boolean }

/** The secret of a link while it lives; null once the token is erased. */
export async function readLinkSecret(db: Db, id: string): Promise<LinkSecret | null> {
  const [row] = await db
    .select({ base: links.linkBase, sealed: links.sealedToken, worksFor: links.worksFor })
    .from(links)
    .where(eq(links.id, id))
  if (!row?.base || !row.sealed) return null
  return { base: row.base, token: openToken(row.sealed, id), isHandoff: row.worksFor !== '30m' }
}

/** A maker's newest links since an instant, newest first, at most `limit`; unfinished and failed attempts are left out. */
export function listLinksOf(db: Db, makerId: string, since: Date, limit: number): Promise<Link[]> {
  return selectLinks(
    db,
    and(eq(links.makerId, makerId), gte(links.id, firstLinkIdAt(since)), inArray(links.state, shownStates)),
    limit,
  )
}

/** The ids of the links that were created in a link's place. For the newest alone, PostgreSQL might walk along all ids. */
const twinIds = sql<string[] | null>`(select array_agg(twin.id) from links twin ${isTwinOf(links.id)})`

/** Whether somebody asked for a new link in the place of the one that this one renews. */
const isAnswer = sql<boolean>`exists (select 1 from handoffs where link_id = ${links.renewsId}
  and asked_at is not null)`

/** Links that a condition names, with their integrations, newest first. */
export async function selectLinks(db: Db, where: SQL | undefined, limit: number): Promise<Link[]> {
  const rows = await db
    .select({ link: links, makerName: actors.name, twinIds, isAnswer })
    .from(links)
    .innerJoin(actors, eq(actors.id, links.makerId))
    .where(where)
    .orderBy(desc(links.id))
    .limit(limit)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.link.id)
  const integrations = await db
    .select()
    .from(linkIntegrations)
    .where(inArray(linkIntegrations.linkId, ids))
    .orderBy(asc(linkIntegrations.linkId), asc(linkIntegrations.position))
    // Known to the planner, which would else read the whole table where it has no statistics, as on PGlite.
    .limit(ids.length * mostIntegrations)
  const alarms = await listAlarmsOf(
    db,
    rows.flatMap(({ link }) => (link.alarmedAt ? [link.id] : [])),
  )
  const handoffParts = await readHandoffs(
    db,
    rows.flatMap(({ link }) => (link.worksFor === '30m' ? [] : [link.id])),
  )
  const mails = await readMailsOf(
    db,
    rows.flatMap(({ link }) => (link.mailedAt ? [link.id] : [])),
  )
  return rows.map((row) =>
    toLink({
      ...row,
      integrations: integrations.filter((one) => one.linkId === row.link.id),
      alarms: alarms.filter((one) => one.linkId === row.link.id),
      handoff: handoffParts.find(({ linkId }) => linkId === row.link.id) ?? null,
      mails: mails.find(({ linkId }) => linkId === row.link.id) ?? null,
    }),
  )
}

/** More than this is done in several goes. */
const most = 500

/** The live links of a scope, newest first. */
export function findLiveLinksIn(db: Db, scope: LiveLinksScope): Promise<Link[]> {
  return selectLinks(db, and(eq(links.state, 'active'), isIn(db, scope)), most)
}

/** The language that a customer's newest link with one is in; null where none has one. */
export async function findLanguageOf(db: Db, customerId: string): Promise<string | null> {
  const [row] = await db
    .select({ language: links.language })
    .from(links)
    .where(and(eq(links.customerId, customerId), isNotNull(links.language)))
    .orderBy(desc(links.id))
    .limit(1)
  return row?.language ?? null
}

/** A customer's, whose id is asked for as it came or as it is kept now. */
export function isOfCustomer(id: string): SQL {
  return inArray(links.customerId, idsMeantBy(id))
}

const isIn = (db: Db, { by, value }: LiveLinksScope): SQL => {
  if (by === 'customer') return isOfCustomer(value)
  if (by === 'staff') return eq(links.makerId, value)
  const allowed = and(eq(linkIntegrations.linkId, links.id), eq(linkIntegrations.integrationKey, value))
  return exists(db.select({ key: linkIntegrations.integrationKey }).from(linkIntegrations).where(allowed))
}

type LiveFor = { customerId: string; integrations: string[]; at: Date; limit: number }

/** A customer's links that live at an instant and allow at least one of some integrations, newest first. */
export function findLiveLinks(db: Db, { customerId, integrations, at, limit }: LiveFor): Promise<Link[]> {
  const allowed = db
    .select({ key: linkIntegrations.integrationKey })
    .from(linkIntegrations)
    .where(and(eq(linkIntegrations.linkId, links.id), inArray(linkIntegrations.integrationKey, integrations)))
  return selectLinks(
    db,
    and(eq(links.customerId, customerId), eq(links.state, 'active'), gt(links.endsAt, at), exists(allowed)),
    limit,
  )
}

/**
 * Live links whose maker is disabled, or whose customer did not expect them, and whose revocation nobody has asked for, oldest
 * first, at most 200.
 */
export async function findOrphans(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: links.id })
    .from(links)
    // An API key is no person, but its customer may have reported the link.
    .leftJoin(staff, eq(staff.id, links.makerId))
    .where(
      and(
        eq(links.state, 'active'),
        isNull(links.revokeAskedAt),
        or(isPersonDisabled(db), isReportedByCustomer(db)),
      ),
    )
    .orderBy(links.id)
    .limit(200)
  return rows.map(({ id }) => id)
}

const isReportedByCustomer = (db: Db) => {
  const isReported = and(eq(handoffs.linkId, links.id), eq(handoffs.isReportProven, true))
  return exists(db.select({ id: handoffs.linkId }).from(handoffs).where(isReported))
}

const batch = 200

const idsWhere = async (db: Db, where: SQL | undefined): Promise<string[]> => {
  const rows = await db.select({ id: links.id }).from(links).where(where).orderBy(links.id).limit(batch)
  return rows.map(({ id }) => id)
}

/** Links in `creating` since before an instant: whoever created them is gone. Oldest first, as all of these. */
export function findAbandoned(db: Db, before: Date) {
  return idsWhere(db, and(eq(links.state, 'creating'), lt(links.createdAt, before)))
}

/** Live links whose revocation was asked for before an instant and never finished. */
export function findUnrevoked(db: Db, before: Date) {
  return idsWhere(
    db,
    and(eq(links.state, 'active'), isNotNull(links.sealedToken), lt(links.revokeAskedAt, before)),
  )
}

/** Connected links whose connect session is still to be deleted at Nango. */
export function findUnretired(db: Db) {
  return idsWhere(db, and(eq(links.state, 'connected'), isNotNull(links.sealedToken)))
}

/**
 * Whether any link lives, or ended after an instant: a connection may still come of it. Of a hand-off link, which may wait for
 * days, only its connect sessions count.
 */
export async function hasOpenLinks(db: Db, endedAfter: Date): Promise<boolean> {
  const isOpen = or(eq(links.state, 'active'), gt(links.endsAt, endedAfter))
  const ofNango = await db
    .select({ id: links.id })
    .from(links)
    .where(and(isOpen, eq(links.worksFor, '30m')))
    .limit(1)
  return ofNango.length > 0 || hasSessionsAfter(db, endedAfter)
}
