import 'server-only'
import { createHash } from 'node:crypto'

import { type SQL, sql } from 'drizzle-orm'
import { decodeTime, encodeTime } from 'ulid'
import { z } from 'zod'

import { customerFields, forFields, optionalFieldNames } from '@/lib/core/customer-fields'
import type { OwnTags } from '@/lib/core/tags'
import type { Customer } from '@/lib/customers/schema'
import type { linkIntegrations, links } from '@/lib/db/schema'
import { openToken, sealToken } from '@/lib/db/token-cipher'
import type { Handoff } from '@/lib/handoff/read'
import { WorksFor } from '@/lib/handoff/schema'
import { ConfigDefaults } from '@/lib/integrations/schema/config'
import { LinkHost } from '@/lib/integrations/schema/hosts'
import type { LinkMails } from '@/lib/mail/read'

import { ConnectionSnapshot, Language } from '../schema/create'
import { LinkState } from '../schema/lists'
import type { LinkAlarm } from './alarms'

type Raw = {
  link: Row
  integrations: (typeof linkIntegrations.$inferSelect)[]
  alarms: LinkAlarm[]
  handoff: Handoff | null
  mails: LinkMails | null
  makerName: string
  /** The links that were created in its place. */
  twinIds: string[] | null
  isAnswer: boolean
}

const StoredTags = z.array(z.object({ key: z.string(), value: z.string() }))

/** An integration of a link; `goneAt`: when Nango was found to have it no more. */
type LinkIntegration = { key: string } & Pick<
  typeof linkIntegrations.$inferSelect,
  (typeof integrationColumns)[number]
>

/** Columns that a link has as they are stored; its token, address and snapshot are not among them. */
const plainColumns = [
  'id',
  'makerId',
  'intentKey',
  'inputHash',
  'failureCode',
  'createdAt',
  'expiresAt',
  'endsAt',
  'connectedAt',
  'endedAt',
  'revokeAskedAt',
  'alarmedAt',
  'attemptFailedAt',
  'attemptFailure',
  // The connection that this link connects anew; null for a link that creates a new one.
  'reconnectsId',
  'connectionGoneAt',
  // The link whose place this one took.
  'renewsId',
] as const

type Row = typeof links.$inferSelect

/** A stored link without its token. */
export type Link = Pick<Row, (typeof plainColumns)[number]> & {
  makerName: string
  state: LinkState
  customer: Customer
  ownTags: OwnTags
  language: Language | null
  configDefaults: ConfigDefaults
  hosts: LinkHost[]
  worksFor: WorksFor
  /** What a hand-off link has besides; null for Nango's own. */
  handoff: Handoff | null
  integrations: LinkIntegration[]
  /** Those that are open. */
  alarms: LinkAlarm[]
  /** What was mailed about it; null where nothing was. */
  mails: LinkMails | null
  /** Whether what Nango drops at a reconnect is still to be put back. */
  hasSnapshot: boolean
  /** The newest link that took this one's place. */
  renewedAs: string | null
  /** Whether a new link was asked for in the place of the one that it renews. */
  isAnswer: boolean
}

function pick<T, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name has its value
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>
}

const integrationColumns = [
  'displayName',
  'provider',
  'connectionId',
  'connectedAt',
  'goneAt',
  // Of a hand-off link: in which visit it was connected, and when that was found to be its customer's own.
  'visitId',
  'confirmedAt',
] as const

export function toLink({ link, twinIds, integrations, ...raw }: Raw): Link {
  return {
    ...pick(link, plainColumns),
    ...raw,
    state: LinkState.parse(link.state),
    customer: {
      id: link.customerId,
      ...forFields(optionalFieldNames, (field) => link[customerFields[field].column]),
    },
    ownTags: StoredTags.parse(link.ownTags),
    language: Language.nullable().parse(link.language),
    configDefaults: ConfigDefaults.parse(link.configDefaults),
    hosts: z.array(LinkHost).parse(link.hosts),
    worksFor: WorksFor.parse(link.worksFor),
    integrations: integrations.map((one) => ({ key: one.integrationKey, ...pick(one, integrationColumns) })),
    hasSnapshot: link.sealedSnapshot !== null,
    renewedAs: twinIds?.toSorted().at(-1) ?? null,
  }
}

/** A fingerprint of what was asked for, to tell a repeated request from another one under the same key. */
export function hashInput(input: unknown) {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex')
}

const timeLength = 10
const randomLength = 16

/** The smallest id that a link created at an instant can have: a span of time is a range of ids. */
export function firstLinkIdAt(at: Date) {
  return `lnk_${encodeTime(Math.max(0, at.getTime()), timeLength)}${'0'.repeat(randomLength)}`
}

/** When a link was created, as its id says. */
export function linkCreatedAt(id: string) {
  return new Date(decodeTime(id.slice('lnk_'.length)))
}

/** The condition on a row `twin` of the links: it was created in the place of another link, and shown to somebody. */
export function isTwinOf(id: typeof links.id): SQL {
  return sql`where twin.renews_id = ${id} and twin.state in ('active', 'connected', 'expired', 'revoked')`
}

/** Bound to the link like its token, and not to be taken for it. */
const labelOf = (linkId: string) => `${linkId} snapshot`

/** Metadata may hold anything, so a snapshot is sealed as a token is. */
export function sealSnapshot(snapshot: ConnectionSnapshot, linkId: string): string {
  return sealToken(JSON.stringify(snapshot), labelOf(linkId))
}

/** Throws if it was changed, or its key is gone. */
export function openSnapshot(sealed: string, linkId: string): ConnectionSnapshot {
  return ConnectionSnapshot.parse(JSON.parse(openToken(sealed, labelOf(linkId))))
}
