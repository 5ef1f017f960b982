import 'server-only'
import { createHash } from 'node:crypto'

import { type SQL, sql } from 'drizzle-orm'
import { encodeTime } from 'ulid'
import { z } from 'zod'

import { Language } from '@/lib/core/language'
import type { OwnTags } from '@/lib/core/tags'
import { customerFields, forFields, optionalFieldNames } from '@/lib/customers/fields'
import type { Customer } from '@/lib/customers/schema'
import type { linkIntegrations, links } from '@/lib/db/schema'
import { openToken, sealToken } from '@/lib/db/token-cipher'
import { ConfigDefaults } from '@/lib/integrations/schema/config'
import { LinkHost } from '@/lib/integrations/schema/hosts'

import { ConnectionSnapshot } from '../schema/create'
import { LinkState } from '../words'
import type { LinkAlarm } from './alarms'

type Raw = {
  link: typeof links.$inferSelect
  integrations: (typeof linkIntegrations.$inferSelect)[]
  alarms: LinkAlarm[]
  makerName: string
  /** The links that were created in its place. */
  twinIds: string[] | null
}

const StoredTags = z.array(z.object({ key: z.string(), value: z.string() }))

export type LinkIntegration = {
  key: string
  displayName: string
  provider: string | null
  connectionId: string | null
  connectedAt: Date | null
  /** When Nango was found to have it no more. */
  goneAt: Date | null
}

/** A stored link without its token. */
export type Link = {
  id: string
  makerId: string
  makerName: string
  intentKey: string
  inputHash: string
  state: LinkState
  failureCode: string | null
  customer: Customer
  ownTags: OwnTags
  language: Language | null
  configDefaults: ConfigDefaults
  hosts: LinkHost[]
  integrations: LinkIntegration[]
  createdAt: Date
  expiresAt: Date | null
  endsAt: Date | null
  connectedAt: Date | null
  endedAt: Date | null
  revokeAskedAt: Date | null
  alarmedAt: Date | null
  /** Those that are open. */
  alarms: LinkAlarm[]
  attemptFailedAt: Date | null
  attemptFailure: string | null
  /** The connection that this link connects anew; null for a link that creates a new one. */
  reconnectsId: string | null
  /** Whether what Nango drops at a reconnect is still to be put back. */
  hasSnapshot: boolean
  connectionGoneAt: Date | null
  /** The link whose place this one took, and the newest one that took this one's. */
  renewsId: string | null
  renewedAs: string | null
}

export function toLink({ link, integrations, alarms, makerName, twinIds }: Raw): Link {
  return {
    id: link.id,
    makerId: link.makerId,
    makerName,
    intentKey: link.intentKey,
    inputHash: link.inputHash,
    state: LinkState.parse(link.state),
    failureCode: link.failureCode,
    customer: {
      id: link.customerId,
      ...forFields(optionalFieldNames, (field) => link[customerFields[field].column]),
    },
    ownTags: StoredTags.parse(link.ownTags),
    language: Language.nullable().parse(link.language),
    configDefaults: ConfigDefaults.parse(link.configDefaults),
    hosts: z.array(LinkHost).parse(link.hosts),
    integrations: integrations.map(
      ({ integrationKey: key, displayName, provider, connectionId, connectedAt, goneAt }) => ({
        key,
        displayName,
        provider,
        connectionId,
        connectedAt,
        goneAt,
      }),
    ),
    createdAt: link.createdAt,
    expiresAt: link.expiresAt,
    endsAt: link.endsAt,
    connectedAt: link.connectedAt,
    endedAt: link.endedAt,
    revokeAskedAt: link.revokeAskedAt,
    alarmedAt: link.alarmedAt,
    alarms,
    attemptFailedAt: link.attemptFailedAt,
    attemptFailure: link.attemptFailure,
    reconnectsId: link.reconnectsId,
    hasSnapshot: link.sealedSnapshot !== null,
    connectionGoneAt: link.connectionGoneAt,
    renewsId: link.renewsId,
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
