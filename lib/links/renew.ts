import 'server-only'
import { canCreateLinks } from '@/lib/core/actor'
import type { Failure } from '@/lib/core/failure'
import { fail, succeed, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { checkConfig } from '@/lib/integrations/check-config'

import { issueLink } from './create'
import { toLiveLinkView } from './read'
import { prepareReconnect } from './reconnect'
import { revealLink } from './reveal'
import { revokeLink } from './revoke'
import { findLinkById, findTwin } from './store/find'
import { hashInput, type Link } from './store/row'
import type { LiveLinkView } from './view'
import { isLive, renewableStates } from './words'

/**
 * Creates a twin of a link for the same customer and integrations, and revokes the old one if it still lives: that this is
 * wanted is stored with the twin, and each history names the other link. A link that has a live twin already, or gets
 * one at the same time, from another tab or person, answers with that one: as its card does when it is opened again.
 */
export async function renewLink(ctx: StaffCtx, id: string, intentKey: string): Promise<Result<LiveLinkView>> {
  if (!canCreateLinks(ctx.actor)) return fail({ code: 'not_allowed' })
  const old = await findLinkById(ctx.db, id)
  if (!old) return fail({ code: 'not_found' })
  if (!renewableStates.includes(old.state)) return fail({ code: 'link_not_renewable' })
  const twin = await findTwin(ctx.db, id)
  const renewed =
    twin?.state === 'active' ? succeed(await revealLink(ctx, twin)) : await createTwin(ctx, old, intentKey)
  if (renewed.ok) await endOld(ctx, old)
  return renewed
}

const createTwin = async (ctx: StaffCtx, old: Link, intentKey: string): Promise<Result<LiveLinkView>> => {
  const content = await contentOf(ctx, old)
  if (!content.ok) return content
  const hosts = await checkConfig(ctx, { configDefaults: old.configDefaults, confirmedHosts: null })
  if (!hosts.ok) return hosts.failure.code === 'invalid_input' ? refuseConfig(hosts.failure) : hosts
  const created = await issueLink(ctx, {
    maker: ctx.actor,
    intentKey,
    inputHash: hashInput({ renews: old.id }),
    language: old.language,
    configDefaults: old.configDefaults,
    hosts: hosts.value,
    worksFor: old.worksFor,
    check: old.handoff?.check ?? 'none',
    createdAt: ctx.now(),
    renewsId: old.id,
    ...content.value,
  })
  if (!created.ok) return created
  const { link, secret } = created.value
  const isOwn = link.makerId === ctx.actor.id && link.intentKey === intentKey
  if (!isOwn) return succeed(await revealLink(ctx, link))
  // What was just made does not know what it answers.
  const isAnswer = Boolean(old.handoff?.askedAt)
  return succeed(toLiveLinkView(ctx, { ...link, isAnswer }, secret))
}

/** A failed revocation is no reason to hide the new link: the old one shows itself as still live, and the sweep goes on. */
const endOld = async (ctx: StaffCtx, { id, state }: Link) => {
  if (isLive(state)) await revokeLink(ctx, id).catch(() => null)
}

/** The list may have become shorter since, or somebody else may have set it. */
const refuseConfig = ({ fieldErrors }: Failure) =>
  fail({ code: 'config_refused', detail: Object.values(fieldErrors ?? {}).join(' ') })

/** A link that reconnects follows its connection as it is now, any other the old link. */
const contentOf = async (ctx: StaffCtx, old: Link) => {
  const { customer, ownTags, integrations, reconnectsId, worksFor } = old
  if (reconnectsId === null) return succeed({ customer, ownTags, integrations, reconnects: null })
  return prepareReconnect(ctx, {
    integration: integrations[0]?.key ?? '',
    connectionId: reconnectsId,
    worksFor,
  })
}
