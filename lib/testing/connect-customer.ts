import { createLink } from '@/lib/use-cases/create-link'
import { readLink } from '@/lib/use-cases/read-link'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { connectByApiKey } from './connect-by-api-key'
import { aWish, type TestDesk } from './test-desk'
import { valueOf } from './value-of'

/** The integration of `connectCustomer`. */
export const integration = 'private-api-bearer'

/** A connection of user_42 with the tag `plan`, made through a link of `ctx`. */
export const connectCustomer = async (desk: TestDesk, ctx: StaffCtx) => {
  const wish = aWish({ integrations: [integration], tags: [{ key: 'plan', value: 'pro' }] })
  const { link, url } = valueOf(await createLink(ctx, wish))
  await connectByApiKey(url)
  await desk.letAskAgain()
  const id = valueOf(await readLink(ctx, link.id)).link.integrations[0]?.connectionId
  if (!id) throw new Error('not connected')
  return { id, linkId: link.id }
}
