import 'server-only'
import type { DeskCtx } from '@/lib/ctx'
import { recordReport } from '@/lib/handoff/record'
import { stopLink } from '@/lib/links/revoke'

import { hasPassed, readIsOpen, type Visited } from './read'
import type { ReportReason } from './words'

/**
 * Somebody says that they did not expect the link. Its maker and admins see it at once; whoever had passed a check ends the
 * link with it. Nobody else does: machines press every button and fill in every form. One that has ended is reported as well: somebody
 * else may have used it.
 */
export async function reportLink(
  ctx: DeskCtx,
  visited: Visited,
  { reason, text }: { reason: ReportReason; text: string },
): Promise<void> {
  const { link, handoff } = visited
  const isProven = handoff.check !== 'none' && hasPassed(visited)
  await recordReport(ctx, { linkId: link.id, reason, text, isProven })
  if (isProven && readIsOpen(ctx, visited)) await stopLink(ctx, link.id)
}
