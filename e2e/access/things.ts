import { randomUUID } from 'node:crypto'

import { expect } from 'playwright/test'
import { z } from 'zod'

import { postLinkForm } from '../fixtures/have-link'
import type { AccessDesk } from './access-desk'
import { isPerson, type Subject, type Thing, type ThingKind, type Which } from './row'

/** Ids in the right shape of which there is none, and one in no shape at all. */
const nowhere: Record<ThingKind, Thing> = {
  link: { id: 'lnk_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  'hand-off link': { code: '01arz3ndektsv4rrffq69g5fav' },
  staff: { id: 'stf_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  'api key': { id: 'key_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  webhook: { id: 'msg_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  connection: { integration: 'private-api-bearer', id: randomUUID(), customer: 'user_42' },
  nothing: {},
}
const shapeless: Thing = {
  id: 'no id',
  code: 'no-code',
  integration: 'private-api-bearer',
  customer: 'user_42',
}

/**
 * Finds what a case asks for. Things are shared by the cases that leave them as they are; `isFresh` makes one for a
 * case that does not.
 */
export class Things {
  private readonly shared = new Map<string, Promise<Thing>>()

  constructor(private readonly desk: AccessDesk) {}

  find(kind: ThingKind, which: Which, subject: Subject, isFresh: boolean): Promise<Thing> {
    if (which === 'missing' || which === 'none') return Promise.resolve(nowhere[kind])
    if (which === 'malformed') return Promise.resolve(shapeless)
    const owner = kind === 'staff' && !isPerson(subject) ? 'signed out' : subject
    const ownerId = which === 'own' ? this.desk.idOf(owner) : null
    if (isFresh) return this.make(kind, ownerId)
    const name = `${kind} of ${ownerId ?? 'somebody else'}`
    const made = this.shared.get(name) ?? this.make(kind, ownerId)
    this.shared.set(name, made)
    return made
  }

  private make(kind: ThingKind, ownerId: string | null): Promise<Thing> {
    if (kind === 'link') return this.makeLink(ownerId)
    if (kind === 'staff') return this.makePerson(ownerId)
    if (kind === 'connection') return this.makeConnection()
    if (kind === 'hand-off link') return this.makeHandoff()
    return kind === 'api key' ? this.makeKey() : this.makeWebhook()
  }

  /** A live link, made by the agent and then given to its owner: not everybody may make one. */
  private async makeLink(ownerId: string | null): Promise<Thing> {
    const { id } = await this.createLink('github')
    const makerId = ownerId ?? (await this.makePerson(null))['id'] ?? ''
    await this.desk.sql`update links set maker_id = ${makerId} where id = ${id}`
    // The sweep would revoke it some seconds later, in the midst of another case.
    if (makerId === this.desk.idOf('disabled'))
      await this.desk
        .sql`update links set state = 'revoked', sealed_token = null, ended_at = now() where id = ${id}`
    return { id }
  }

  /** A link of three days for an API key, whose customer types their e-mail address. */
  private async makeHandoff(): Promise<Thing> {
    const form = { email: 'ada@example.com', worksFor: '3d', check: 'email' }
    const { id, url } = await this.createLink('private-api-bearer', form)
    return { id, code: url.split('/').at(-1) ?? '' }
  }

  private createLink(
    integration: string,
    more: Record<string, string> = {},
  ): Promise<{ id: string; url: string }> {
    const { app, headersOf } = this.desk
    return postLinkForm(
      app.origin,
      { customerId: 'user_42', integrations: integration, ...more },
      headersOf('agent'),
    )
  }

  /** Somebody whom nobody signs in as, unless it is the subject itself. */
  private async makePerson(id: string | null): Promise<Thing> {
    if (id !== null) return { id }
    const made = `stf_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`
    const { sql } = this.desk
    await sql`insert into staff ${sql({ id: made, identity: made, email: `${made}@example.com`, name: 'Somebody', role: 'agent', created_at: new Date() })}`
    return { id: made }
  }

  /** Connected by the customer of a link; returned when the desk knows and has ended the link at Nango. */
  private async makeConnection(): Promise<Thing> {
    const integration = 'private-api-bearer'
    const link = await this.createLink(integration)
    const { origin, searchParams } = new URL(link.url)
    const token = encodeURIComponent(searchParams.get('session_token') ?? '')
    const answer = await fetch(`${origin}/api-auth/api-key/${integration}?connect_session_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey: 'good-key' }),
    })
    const { connectionId } = z.object({ connectionId: z.string() }).parse(await answer.json())
    await this.untilSettled(link.id, connectionId)
    return { integration, id: connectionId, customer: 'user_42' }
  }

  /** The desk learns of it in more than one way. */
  private async untilSettled(linkId: string, connectionId: string): Promise<void> {
    const findSettled = () =>
      this.desk.sql`select 1 from links, webhook_deliveries where links.id = ${linkId} and state = 'connected'
        and sealed_token is null and connection_id = ${connectionId}`
    await expect
      .poll(async () => (await findSettled()).length, { timeout: 30_000, intervals: [20] })
      .toBeGreaterThan(0)
  }

  private async makeKey(): Promise<Thing> {
    const id = `key_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`
    const { sql, idOf } = this.desk
    await sql`insert into api_keys ${sql({ id, name: 'A tool', hash: id, ending: 'abcd', scopes: sql.json(['read']), created_at: new Date(), created_by: idOf('admin') })}`
    return { id }
  }

  /** A webhook that the desk gave up sending. */
  private async makeWebhook(): Promise<Thing> {
    const id = `msg_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`
    const { sql } = this.desk
    const [last] = await sql<{ next: number }[]>`select count(*)::int + 1 as next from outgoing_webhooks`
    await sql`insert into outgoing_webhooks ${sql({ id, event_id: last?.next ?? 1, link_id: nowhere.link['id'] ?? '', type: 'link.expired', body: sql.json({}), created_at: new Date(), attempts: 8, last_attempt_at: new Date(), last_status: 500 })}`
    return { id }
  }
}
