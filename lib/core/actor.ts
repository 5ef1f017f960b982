import { z } from 'zod'

export const Role = z.enum(['viewer', 'agent', 'admin'])
export type Role = z.infer<typeof Role>

/** A signed-in employee, as read from the database for this request. */
export type Staff = { id: string; email: string; name: string; role: Role }

export function canReadAudit(staff: Staff) {
  return staff.role !== 'agent'
}

/** What an API key may do with links. */
export const ApiScope = z.enum(['create', 'read', 'revoke'])
export type ApiScope = z.infer<typeof ApiScope>

/** An internal tool, as its key says; read from the database for this request. */
export type ApiKeyActor = { id: string; name: string; scopes: ApiScope[] }

/** Whoever does something with links. */
export type Actor = Staff | ApiKeyActor

/** Whether it is a tool, not a person. */
export function isKey(actor: Actor): actor is ApiKeyActor {
  return 'scopes' in actor
}

const mayChange = (actor: Actor, scope: ApiScope) =>
  isKey(actor) ? actor.scopes.includes(scope) : actor.role !== 'viewer'

/** Settings, and who may come in. */
export function canManageDesk(actor: Actor) {
  return !isKey(actor) && actor.role === 'admin'
}

export function canCreateLinks(actor: Actor) {
  return mayChange(actor, 'create')
}

export function canEndLinks(actor: Actor) {
  return mayChange(actor, 'revoke')
}

/** What a connection is tagged with, and what is said of a guess about it. */
export function canTagConnections(actor: Actor) {
  return canCreateLinks(actor)
}

/** Removing a connection is for admins. */
export function canDisconnect(actor: Actor) {
  return canManageDesk(actor)
}

type OfMaker = { makerId: string }

/** The link's text and QR code are for its maker and for admins. */
export function canReveal(actor: Actor, link: OfMaker) {
  return actor.id === link.makerId ? canCreateLinks(actor) : canManageDesk(actor)
}

/** First name of whoever made a link, for its customer; null where a tool did. */
export function makerFirstName({ makerId, makerName }: OfMaker & { makerName: string }): string | null {
  return makerId.startsWith('key_') ? null : (makerName.split(/\s/)[0] ?? makerName)
}

/** A desk is a team; an internal tool knows only the links that it created itself. */
export function canSee(actor: Actor, link: OfMaker) {
  return !isKey(actor) || actor.id === link.makerId
}

/** Whoever no person and no API key stands behind is the desk itself. */
export const deskName = 'Connect Desk'

const lettersOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** The name of whoever did something. One that reads like the desk's says whose it is: `address`, where there is one. */
export function actorLabel(name: string | null, address: string | null): string {
  if (name === null) return deskName
  return lettersOf(name) === lettersOf(deskName) ? `${name} (${address ?? 'not the desk itself'})` : name
}
