import 'server-only'
import { fillText } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { findRevealed, recordPassedOn, revealToCustomer } from '@/lib/links/reveal'

import { renderRequest } from './render'
import type { SheetInput } from './schema'
import { tellUntil } from './tell-until'
import { textsOf } from './texts/all'
import type { SheetView } from './view'
import { writeFacts } from './write'

/** What is printed with the code and the address of a live link, which the page has already. That it is printed is an event. */
export async function printSheet(ctx: StaffCtx, { linkId, zone }: SheetInput): Promise<Result<SheetView>> {
  const stored = await findRevealed(ctx, linkId)
  if (!stored) return fail({ code: 'not_found' })
  const link = await revealToCustomer(ctx, stored)
  if (!link) return fail({ code: 'link_over' })
  const recorded = await recordPassedOn(ctx, stored, 'print')
  if (!recorded.ok) return recorded
  const facts = writeFacts(ctx, link, { channel: 'email', language: null, zone, isReminder: false })
  const { works, scan, handoff, nango } = textsOf[facts.language].sheet
  const { follow, one, other } = link.isHandoff ? handoff : nango
  return succeed({
    language: facts.language,
    request: renderRequest(facts),
    steps: [scan, follow, link.integrations.length === 1 ? one : other],
    works: fillText(works, { until: tellUntil(facts.endsAt, { ...facts, telling: 'written' }) }),
  })
}
