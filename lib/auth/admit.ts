import 'server-only'
import { z } from 'zod'

import type { Role } from '@/lib/core/staff'
import type { Settings } from '@/lib/settings'

/** Who a provider says somebody is, once we believe it. `identity` never changes for one person. */
export type Admitted = { identity: string; email: string; name: string; role: Role }

export type Refusal = {
  refused: 'unverified' | 'foreign_domain' | 'foreign_tenant' | 'no_email'
  email: string | null
}

type AuthSettings = Settings['auth']

const Claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z
    .union([z.boolean(), z.literal('true')])
    .optional()
    .catch(false),
  name: z.string().optional(),
  hd: z.string().optional(),
  tid: z.string().optional(),
  oid: z.string().optional(),
  preferred_username: z.string().optional(),
})
type Claims = z.infer<typeof Claims>

/** An e-mail address as it may be compared: NFKC, lower case, ASCII only; null for anything else. */
export const toComparableEmail = (email: string | undefined): string | null => {
  const text = email?.normalize('NFKC').trim().toLowerCase() ?? ''
  return /^[!-?A-~]+@[a-z0-9.-]+$/.test(text) ? text : null
}

const isStaffEmail = (email: string, { staffDomains, adminEmails }: AuthSettings) =>
  adminEmails.includes(email) || staffDomains.includes(email.slice(email.lastIndexOf('@') + 1))

const admitAs = (identity: string, email: string, claims: Claims, auth: AuthSettings): Admitted | Refusal =>
  isStaffEmail(email, auth)
    ? {
        identity,
        email,
        name: claims.name?.trim() || email,
        role: auth.adminEmails.includes(email) ? 'admin' : 'agent',
      }
    : { refused: 'foreign_domain', email }

/** Google: a verified address of a hosted domain of ours (`hd`), or an admin's by name. */
const admitGoogle = (claims: Claims, auth: AuthSettings): Admitted | Refusal => {
  const email = toComparableEmail(claims.email)
  if (!email) return { refused: 'no_email', email: null }
  if (!claims.email_verified) return { refused: 'unverified', email }
  const isHosted = claims.hd !== undefined && auth.staffDomains.includes(claims.hd.toLowerCase())
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
export const admit = (provider: string, claims: unknown, auth: AuthSettings): Admitted | Refusal => {
  const parsed = Claims.safeParse(claims)
  const admitter =
    provider === 'google' || provider === 'entra' || provider === 'oidc' ? admitters[provider] : null
  return parsed.success && admitter ? admitter(parsed.data, auth) : { refused: 'no_email', email: null }
}
