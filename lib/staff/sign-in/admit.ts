import 'server-only'
import { z } from 'zod'

import type { Role } from '@/lib/core/actor'
import { toComparableEmail } from '@/lib/core/text'
import { toPlainName } from '@/lib/core/typed/plain-text'
import type { Settings } from '@/lib/settings/read'

/** Who a provider says somebody is, once we believe it. `identity` never changes for one person. */
export type Admitted = { identity: string; email: string; name: string; role: Role }

export type Refusal = {
  refused: 'unverified' | 'foreign_domain' | 'foreign_tenant' | 'no_email' | 'sub_address'
  email: string | null
}

type AuthSettings = Settings['auth']

/** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
const Subject = z.string().regex(/^[ -~]{1,255}$/)

const Claims = z.object({
  sub: Subject,
  email: z.string().optional(),
  email_verified: z
    .union([z.boolean(), z.literal('true')])
    .optional()
    .catch(false),
  name: z.string().optional(),
  hd: z.string().optional(),
  tid: z.string().optional(),
  oid: Subject.optional(),
  preferred_username: z.string().optional(),
})
type Claims = z.infer<typeof Claims>

/** What cannot be kept: NUL and halves of characters. */
const unstorable = /[\0\p{Cs}]/gu
const mostName = 200

const toName = (name: string | undefined, email: string) =>
  toPlainName((name ?? '').slice(0, mostName).replaceAll(unstorable, '')) || email

const isStaffEmail = (email: string, { staffDomains, adminEmails }: AuthSettings) =>
  adminEmails.includes(email) || staffDomains.includes(email.slice(email.lastIndexOf('@') + 1))

/** Another name of somebody's mailbox: one person could come under any number of them, and come back when disabled. */
const isSubAddress = (email: string) => email.slice(0, email.indexOf('@')).includes('+')

const admitAs = (identity: string, email: string, claims: Claims, auth: AuthSettings): Admitted | Refusal => {
  if (!isStaffEmail(email, auth)) return { refused: 'foreign_domain', email }
  const isAdmin = auth.adminEmails.includes(email)
  if (isSubAddress(email) && !isAdmin) return { refused: 'sub_address', email }
  return { identity, email, name: toName(claims.name, email), role: isAdmin ? 'admin' : 'agent' }
}

/** `toLowerCase` makes a plain k of the Kelvin sign. */
const isAscii = (text: string | undefined): text is string => text !== undefined && /^[ -~]+$/.test(text)

/** Google: a verified address of a hosted domain of ours (`hd`), or an admin's by name. */
const admitGoogle = (claims: Claims, auth: AuthSettings): Admitted | Refusal => {
  const email = toComparableEmail(claims.email)
  if (!email) return { refused: 'no_email', email: null }
  if (!claims.email_verified) return { refused: 'unverified', email }
  const isHosted = isAscii(claims.hd) && auth.staffDomains.includes(claims.hd.toLowerCase())
  if (!isHosted && !auth.adminEmails.includes(email)) return { refused: 'foreign_domain', email }
  return admitAs(`google:${claims.sub}`, email, claims, auth)
}

/** Entra: our tenant, known by object id; the e-mail only picks the domain and the role. */
const admitEntra = (claims: Claims, auth: AuthSettings): Admitted | Refusal => {
  const email = toComparableEmail(claims.preferred_username)
  if (!claims.tid || !claims.oid || claims.tid !== auth.entra?.tenantId)
    return { refused: 'foreign_tenant', email }
  if (!email) return { refused: 'no_email', email: null }
  return admitAs(`entra:${claims.tid}:${claims.oid}`, email, claims, auth)
}

/** Any OIDC issuer: a verified e-mail in an allowed domain. */
const admitOidc = (claims: Claims, auth: AuthSettings): Admitted | Refusal => {
  const email = toComparableEmail(claims.email)
  if (!email) return { refused: 'no_email', email: null }
  if (!claims.email_verified) return { refused: 'unverified', email }
  return admitAs(`oidc:${auth.oidc?.issuer ?? ''}:${claims.sub}`, email, claims, auth)
}

const admitters = { google: admitGoogle, entra: admitEntra, oidc: admitOidc }

/** Decides from a provider's claims whether a person gets in, and as what. Claims of a wrong shape are refused. */
export function admit(provider: string, claims: unknown, auth: AuthSettings): Admitted | Refusal {
  const parsed = Claims.safeParse(claims)
  const admitter =
    provider === 'google' || provider === 'entra' || provider === 'oidc' ? admitters[provider] : null
  return parsed.success && admitter ? admitter(parsed.data, auth) : { refused: 'no_email', email: null }
}
