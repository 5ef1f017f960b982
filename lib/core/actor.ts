import { z } from 'zod'

import type { Staff } from './staff'

/** What an API key may do with links. */
export const ApiScope = z.enum(['create', 'read', 'revoke'])
export type ApiScope = z.infer<typeof ApiScope>

/** An internal tool, as its key says; read from the database for this request. */
export type ApiKeyActor = { id: string; name: string; scopes: ApiScope[] }

/** Whoever does something with links. */
export type Actor = Staff | ApiKeyActor

const isKey = (actor: Actor): actor is ApiKeyActor => 'scopes' in actor

const mayChange = (actor: Actor, scope: ApiScope) =>
  isKey(actor) ? actor.scopes.includes(scope) : actor.role !== 'viewer'

export const canMakeLinks = (actor: Actor) => mayChange(actor, 'create')

export const canEndLinks = (actor: Actor) => mayChange(actor, 'revoke')

/** Removing a connection is for admins. */
export const canDisconnect = (actor: Actor) => !isKey(actor) && actor.role === 'admin'

type OfMaker = { makerId: string }

/** The link's text and QR code are for its maker and for admins. */
export const canReveal = (actor: Actor, link: OfMaker) =>
  actor.id === link.makerId ? canMakeLinks(actor) : !isKey(actor) && actor.role === 'admin'

/** A desk is a team; an internal tool knows only the links that it made itself. */
export const canSee = (actor: Actor, link: OfMaker) => !isKey(actor) || actor.id === link.makerId
