import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { createLink } from '@/lib/links/create'
import { CreateLinkInput } from '@/lib/links/schema/create'
import { emptyLinkForm, toCreateLinkInput } from '@/lib/links/schema/form'

import type { TestLinkInput } from './schema'

const nobody = { ...emptyLinkForm, customerId: 'test-customer', displayName: 'Test' }

/** Creates a link like any other, for a customer who is nobody. For admins. */
export async function makeTestLink(
  ctx: StaffCtx,
  { integration, intentKey }: TestLinkInput,
): Promise<Result<{ id: string }>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const input = toCreateLinkInput(intentKey, { ...nobody, integrations: [integration] })
  const made = await createLink(ctx, CreateLinkInput.parse(input))
  return made.ok ? succeed({ id: made.value.link.id }) : made
}
