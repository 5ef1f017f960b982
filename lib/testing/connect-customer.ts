import { randomUUID } from 'node:crypto'

import type { StaffCtx } from '@/lib/ctx'
import { createLink } from '@/lib/links/create'
import { readLink } from '@/lib/links/read'
import { reconnectLink } from '@/lib/links/reconnect'
import { listEventsOf } from '@/lib/links/store/alarms'
import type { LiveLinkView } from '@/lib/links/view'

import { connectByApiKey, connectByBasic, connectByOauth, connectUnauthenticated } from './connect-by'
import { linkInput, type TestDesk, valueOf } from './test-desk'

/** The integration of `connectCustomer`. */
export const integration = 'private-api-bearer'

/** A connection of user_42 with the tag `plan`, made through a link of `ctx`. */
export const connectCustomer = async (desk: TestDesk, ctx: StaffCtx) => {
  const input = linkInput({ integrations: [integration], tags: [{ key: 'plan', value: 'pro' }] })
  const { link, url } = valueOf(await createLink(ctx, input))
  await connectByApiKey(url)
  await desk.letAskAgain()
  const id = valueOf(await readLink(ctx, link.id)).link.integrations[0]?.connectionId
  if (!id) throw new Error('not connected')
  return { id, linkId: link.id }
}

/** How a customer connects each of these integrations: by OAuth, by an API key, by name and password, by nothing. */
export const connectBy = {
  github: connectByOauth,
  'private-api-bearer': connectByApiKey,
  'private-api-basic': connectByBasic,
  'demo-unauthenticated': connectUnauthenticated,
}
export type ConnectKey = keyof typeof connectBy

/** What the product has written to a connection of `connectAndUse`. */
export const override = 'https://product.example.com/nango'
export const metadata = { plan: 'gold', folders: ['a', 'b'] }

/** The id of a connection that a customer made through a link of `ctx`, and that the product has worked with since. */
export const connectAndUse = async (desk: TestDesk, ctx: StaffCtx, key: ConnectKey): Promise<string> => {
  const input = linkInput({ integrations: [key], tags: [{ key: 'plan', value: 'Pro' }] })
  const { link, url } = valueOf(await createLink(ctx, input))
  await connectBy[key](url)
  await desk.letAskAgain()
  const id = valueOf(await readLink(ctx, link.id)).link.integrations[0]?.connectionId
  if (!id) throw new Error('not connected')
  const { sdk } = ctx.nango
  await sdk.setMetadata(key, id, metadata)
  await sdk.patchConnection(
    { connectionId: id, provider_config_key: key },
    { webhook_url_override: override },
  )
  await desk.letAskAgain()
  return id
}

/** A reconnect link for a connection. */
export const createReconnect = async (
  ctx: StaffCtx,
  key: ConnectKey,
  connectionId: string,
): Promise<LiveLinkView> =>
  valueOf(
    await reconnectLink(ctx, { intentKey: randomUUID(), integration: key, connectionId, language: null }),
  )

/** The id of an example connection of the sandbox: `newest` or `oldest` of an integration. They are hours old at least. */
export const exampleOf = async (
  { nango }: StaffCtx,
  integrationId: ConnectKey,
  age: 'newest' | 'oldest',
): Promise<string> => {
  const { connections } = await nango.sdk.listConnections({ integrationId, limit: 2_000 })
  const found = connections
    .filter(({ created }) => Date.now() - Date.parse(created) > 2 * 3_600_000)
    .at(age === 'newest' ? 0 : -1)
  if (!found) throw new Error('the sandbox has no example connection')
  return found.connection_id
}

/** What the history of a link says, in order. */
export const kindsOf = async ({ db }: StaffCtx, linkId: string) =>
  (await listEventsOf(db, linkId)).map(({ kind }) => kind)
