import 'server-only'
import { recordEvent } from '@/lib/audit/record'
import type { LiveLinkView } from '@/lib/core/link-view'
import { readLinkSecret } from '@/lib/db/find-link'
import type { Link } from '@/lib/db/link-row'

import type { StaffCtx } from './staff-ctx'
import { toLiveLinkView } from './to-link-view'

/** A stored link for somebody who looks at it once more: where that shows its URL, it is an event. */
export const revealLink = async (ctx: StaffCtx, link: Link): Promise<LiveLinkView> => {
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
