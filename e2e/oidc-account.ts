export type OidcClaims = { sub: string; email: string; email_verified: boolean; name: string }

/** The subject of an e-mail address: stable, and reversible so that no list of accounts is kept. */
export function toSubject(email: string): string {
  return `sub-${Buffer.from(email).toString('hex')}`
}

/** What the provider says about a subject. Addresses that start with `unverified` are not verified. */
export function readClaims(subject: string): OidcClaims {
  const email = Buffer.from(subject.replace(/^sub-/, ''), 'hex').toString()
  const [name = ''] = email.split('@')
  return { sub: subject, email, email_verified: !email.startsWith('unverified'), name }
}
