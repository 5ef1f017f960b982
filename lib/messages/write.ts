import 'server-only'
import { makerFirstName } from '@/lib/core/actor'
import { maskConnectUrl } from '@/lib/core/connect-url'
import type { Language } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx } from '@/lib/ctx'
import { type LinkForCustomer, revealToCustomer, type StoredLink } from '@/lib/links/reveal'
import { settings } from '@/lib/settings/env'

import { readTemplate } from './read'
import { type Message, type MessageFacts, type Parties, renderMessage } from './render'
import type { Channel } from './words'

/** Which message. Without a language it is in the customer's, else in English; without a zone, in that of the desk. */
export type Wanted = {
  channel: Channel
  language: Language | null
  zone: string | null
  isReminder: boolean
  /** When it is read; where that is not said, now. */
  at?: Date
}

/** A message with the address of its link in it: for nobody but the customer, and who may see the link. */
export type WrittenMessage = Message & { language: Language; link: LinkForCustomer }

/**
 * The message about a live link, as it reads at this moment; `link_over` where the link opens no more. Records
 * nothing and asks for no leave: that is up to whoever passes it on.
 */
export async function writeMessage(
  ctx: DeskCtx,
  stored: StoredLink,
  wanted: Wanted,
): Promise<Result<WrittenMessage>> {
  const link = await revealToCustomer(ctx, stored)
  if (!link) return fail({ code: 'link_over' })
  const facts = writeFacts(ctx, link, wanted)
  const template = await readTemplate(ctx, facts)
  return succeed({ ...renderMessage(template, facts), language: facts.language, link })
}

/** The same as an email that the desk sends itself. */
export function writeMail(
  ctx: DeskCtx,
  stored: StoredLink,
  wanted: Omit<Wanted, 'channel'>,
): Promise<Result<WrittenMessage>> {
  return writeMessage(ctx, stored, { channel: 'email', ...wanted })
}

/** The text of a message without the address of its link, to look at. */
export function maskedBody({ body, link }: WrittenMessage): string {
  return body.replaceAll(link.url, maskConnectUrl(link.url))
}

/** Who writes to whom about a link; each text says so. */
export function writeParties(link: StoredLink, language: Language): Omit<Parties, 'integrations'> {
  return {
    language,
    customerName: link.customer.displayName,
    agentFirstName: makerFirstName(link),
    company: settings().company.name,
  }
}

/** What a message says of a link. */
export function writeFacts(
  ctx: DeskCtx,
  link: LinkForCustomer,
  { channel, language, zone, isReminder, at = ctx.now() }: Wanted,
): MessageFacts {
  const { company, timeZone } = settings()
  return {
    ...link,
    channel,
    language: language ?? link.language ?? 'en',
    customerName: link.customer.displayName,
    company: company.name,
    now: at,
    zone: zone ?? timeZone,
    isReminder,
  }
}
