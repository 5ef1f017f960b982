import 'server-only'
import type { EventKind } from '@/lib/audit/events'
import { recordEvent } from '@/lib/audit/record'
import { makerFirstName } from '@/lib/core/actor'
import type { Language } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'
import type { Customer } from '@/lib/customers/schema'
import { consumeAllowance } from '@/lib/db/allowances'
import type { CheckKind } from '@/lib/handoff/words'
import { integrationLabel, loadIntegrationNames } from '@/lib/integrations/list'

import { isOpen, mayReveal, readUrl, toLiveLinkView } from './read'
import { Language as StoredLanguage } from './schema/create'
import type { HandOver } from './schema/lists'
import { findLanguageOf, findLinkById, readLinkSecret } from './store/find'
import type { Link } from './store/row'
import type { LiveLinkView } from './view'

/** A link as it is stored. */
export type StoredLink = Link

/** A stored link for somebody who opens it once more: where that shows its URL, it is an event. */
export async function revealLink(ctx: StaffCtx, link: Link): Promise<LiveLinkView> {
  const view = toLiveLinkView(ctx, link, await readLinkSecret(ctx.db, link.id))
  if (view.url !== null)
    await recordEvent(ctx.db, {
      at: ctx.now(),
      kind: 'link.revealed',
      actorId: ctx.actor.id,
      linkId: link.id,
      facts: {},
    })
  return view
}

/** Opens a link's card again, as stored: the card itself asks how it stands. Showing its URL once more is for its maker and admins, and is an event each time. */
export async function openLink(ctx: StaffCtx, id: string): Promise<Result<LiveLinkView>> {
  await loadIntegrationNames(ctx)
  const link = await findLinkById(ctx.db, id)
  if (!link || link.state === 'creating') return fail({ code: 'not_found' })
  return succeed(await revealLink(ctx, link))
}

const kinds = {
  copied: 'link.copied',
  revealed: 'link.revealed',
  full_screen: 'link.qr_shown',
  download: 'link.qr_shown',
  print: 'link.qr_shown',
  shared: 'link.copied',
  message: 'link.copied',
} as const satisfies Record<HandOver, EventKind>

/** A link whose address this person may see, while it lives; null for any other. */
export async function findRevealed(ctx: StaffCtx, id: string): Promise<Link | null> {
  const link = await findLinkById(ctx.db, id)
  return link !== null && mayReveal(ctx, link) ? link : null
}

/** Hand-overs of one person that are recorded: nobody passes on more links than that. */
const mostAMinute = 60

/** Keeps that a live link was passed on, and how, by somebody who may see it. */
export async function recordHandOver(
  ctx: StaffCtx,
  { id, how }: { id: string; how: HandOver },
): Promise<Result<null>> {
  const link = await findRevealed(ctx, id)
  return link ? recordPassedOn(ctx, link, how) : fail({ code: 'not_found' })
}

/** Records the same of a link that `findRevealed` has just returned. */
export async function recordPassedOn(ctx: StaffCtx, { id }: Link, how: HandOver): Promise<Result<null>> {
  const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `handed ${ctx.actor.id}`, mostAMinute)
  if (isSpent) return fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds })
  const event = { kind: kinds[how], actorId: ctx.actor.id, linkId: id, facts: { how } }
  await recordEvent(ctx.db, { at: ctx.now(), ...event })
  return succeed(null)
}

/** What its customer is told of a live link, in a message or on paper. */
export type LinkForCustomer = {
  url: string
  isHandoff: boolean
  isReconnect: boolean
  /** Whether a new link was asked for in the place of the one that it renews. */
  isAnswer: boolean
  /** What the page of a hand-off link asks for first. */
  check: CheckKind
  customer: Customer
  /** The link's own, else that of the customer's newest link with one; null where neither is known. */
  language: Language | null
  /** What is still to be connected, by name. */
  integrations: string[]
  /** Null where a tool made it. */
  agentFirstName: string | null
  endsAt: Date
}

/**
 * A link with its address, for its customer alone; null for one that opens no more, see `isOpen`. Nothing is recorded, and
 * nobody is asked: whoever calls this has made sure that the address may go to the customer by the way that it takes.
 */
export async function revealToCustomer(ctx: DeskCtx, link: Link): Promise<LinkForCustomer | null> {
  await loadIntegrationNames(ctx)
  const secret = await readLinkSecret(ctx.db, link.id)
  if (secret === null || !isOpen(ctx, link)) return null
  const open = link.integrations.filter(({ connectedAt }) => connectedAt === null)
  const earlier = link.language === null ? await findLanguageOf(ctx.db, link.customer.id) : null
  return {
    url: readUrl(ctx, link, secret),
    isHandoff: secret.isHandoff,
    isReconnect: link.reconnectsId !== null,
    isAnswer: link.isAnswer,
    check: link.handoff?.check ?? 'none',
    customer: link.customer,
    language: link.language ?? StoredLanguage.nullable().catch(null).parse(earlier),
    integrations: (open.length > 0 ? open : link.integrations).map((one) => integrationLabel(ctx, one)),
    agentFirstName: makerFirstName(link),
    endsAt: link.endsAt,
  }
}
