import 'server-only'
import { decode, encode } from 'next-auth/jwt'

import { settings } from '@/lib/settings/env'

const ticketSeconds = 600
const salt = 'refusal'

/** For a person whom a provider vouched for and whom we refused: lets the next page name the admins, to nobody else. */
export const issueRefusalTicket = () =>
  encode({ token: {}, secret: settings().auth.secret, salt, maxAge: ticketSeconds })

export const isRefusalTicket = async (ticket: unknown): Promise<boolean> => {
  if (typeof ticket !== 'string') return false
  const token = await decode({ token: ticket, secret: settings().auth.secret, salt }).catch(() => null)
  return token !== null
}
