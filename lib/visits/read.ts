import 'server-only'
import { createHash } from 'node:crypto'

import { makerFirstName } from '@/lib/core/actor'
import { linkTag } from '@/lib/core/customer-fields'
import { minuteMs } from '@/lib/core/time'
import type { DeskCtx } from '@/lib/ctx'
import { type Handoff, readByCode } from '@/lib/handoff/read'
import { askEveryMs } from '@/lib/handoff/record'
import { integrationLabel, loadIntegrationNames, readLogo } from '@/lib/integrations/list'
import { scopesOverride } from '@/lib/integrations/schema/config'
import { isOpen, readStoredLink } from '@/lib/links/read'
import type { StoredLink } from '@/lib/links/reveal'

import { findVisit, type Visit } from './store'
import type { CustomerPage, EndReason, PageFacts, ProgressView } from './view'

export type { Visit }

/** A hand-off link by its code, and the visit of the browser that asks, where it has one. */
export type Visited = { code: string; link: StoredLink; handoff: Handoff; visit: Visit | null }

/** The fingerprint of the secret in a visit's cookie. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(`${linkTag} ${secret}`).digest('hex')
}

/** What a code leads to; null for one that leads nowhere. `secret` is that of the browser's cookie for this code. */
export async function readVisited(
  ctx: DeskCtx,
  code: string,
  secret: string | null,
): Promise<Visited | null> {
  const handoff = await readByCode(ctx.db, code)
  const link = handoff && (await readStoredLink(ctx, handoff.linkId))
  if (!handoff || !link) return null
  const visit = secret === null ? null : await findVisit(ctx.db, link.id, hashSecret(secret))
  return { code, link, handoff, visit }
}

/** Whether a hand-off link still does something for who passed its check. */
export function readIsOpen(ctx: DeskCtx, { link }: Visited): boolean {
  return isOpen(ctx, link)
}

/** Whether the browser's visit passed the check. */
export function hasPassed({ visit }: Visited): boolean {
  return visit !== null && visit.passedAt !== null
}

/** How long digits last that were mailed. */
export const digitsLastMs = 10 * minuteMs

/** Whether digits were mailed that the browser can type now. */
export function hasDigits(ctx: DeskCtx, visit: Visit | null): boolean {
  if (!visit?.digitsAt || visit.sealedDigits === null) return false
  return ctx.now().getTime() < visit.digitsAt.getTime() + digitsLastMs
}

const endOf = ({ link, handoff }: Visited): EndReason => {
  if (handoff.report?.isProven) return 'reported'
  if (link.state === 'revoked' || link.revokeAskedAt !== null) return 'revoked'
  return handoff.lockedAt === null ? 'expired' : 'locked'
}

/** Whether asking once more would ring nowhere. */
const hasJustAsked = (ctx: DeskCtx, { askedAt }: Handoff) =>
  askedAt !== null && ctx.now().getTime() - askedAt.getTime() <= askEveryMs

/** The page that a code leads to, for the browser that asks. Changes nothing. */
export async function readPage(ctx: DeskCtx, code: string, secret: string | null): Promise<CustomerPage> {
  const visited = await readVisited(ctx, code, secret)
  if (!visited) return { kind: 'unknown' }
  const { link, handoff, visit } = visited
  const facts = await factsOf(ctx, visited)
  if (link.state === 'connected')
    return { kind: 'done', facts, connectedAt: (link.connectedAt ?? ctx.now()).toISOString() }
  if (!readIsOpen(ctx, visited))
    return { kind: 'ended', facts, why: endOf(visited), hasAsked: hasJustAsked(ctx, handoff) }
  if (!visit) return { kind: 'welcome', facts }
  if (hasPassed(visited)) return { kind: 'connect', facts, hasAsked: hasJustAsked(ctx, handoff) }
  return handoff.check === 'none'
    ? { kind: 'welcome', facts }
    : { kind: 'check', facts, check: handoff.check, hasDigits: hasDigits(ctx, visit) }
}

const factsOf = async (ctx: DeskCtx, { code, link }: Visited): Promise<PageFacts> => {
  await loadIntegrationNames(ctx)
  return {
    code,
    agent: makerFirstName(link),
    integrations: await Promise.all(
      link.integrations.map(async (one) => ({
        key: one.key,
        name: integrationLabel(ctx, one),
        logo: await logoOf(ctx, one.provider),
        connectedAt: one.connectedAt?.toISOString() ?? null,
        scopes: scopesOf(link, one.key),
      })),
    ),
    endsAt: (link.endsAt ?? ctx.now()).toISOString(),
    language: link.language,
    isReconnect: link.reconnectsId !== null,
  }
}

const scopesOf = ({ configDefaults }: StoredLink, key: string) =>
  (configDefaults[key]?.connection_config?.[scopesOverride] ?? '').split(/[\s,]+/).filter(Boolean)

/** Larger ones are left out: the page is to be there at once, on a phone. */
const largestLogo = 20_000

/** In the page itself: the customer's browser asks nobody else, and the desk no route for it. */
const logoOf = async (ctx: DeskCtx, provider: string | null) => {
  const svg = provider === null ? null : await readLogo(ctx, provider)
  return svg === null || svg.length > largestLogo
    ? null
    : `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** How far a link is, for the script of its page. */
export function readProgress(ctx: DeskCtx, visited: Visited): ProgressView {
  const { link } = visited
  const connected = link.integrations.filter((one) => one.connectedAt !== null).map(({ key }) => key)
  if (link.state === 'connected') return { state: 'done', connected }
  return { state: readIsOpen(ctx, visited) ? 'open' : 'ended', connected }
}
