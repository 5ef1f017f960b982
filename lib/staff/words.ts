import type { Role } from '@/lib/core/actor'

export const roleNames: Record<Role, string> = { viewer: 'Viewer', agent: 'Agent', admin: 'Admin' }

const texts = new Map(
  Object.entries({
    Unavailable:
      'Connect Desk cannot reach its database, so nobody can be signed in just now. Try again in a moment.',
    OAuthSignin: 'The sign-in service could not be reached. Try again; if it stays, tell your admin.',
    OAuthCallback: 'The sign-in was not finished. Try again.',
    Callback: 'The sign-in was not finished. Try again.',
    NotOffered: 'There is no such way to sign in. Use one of the buttons.',
    AccessDenied: 'The sign-in was refused. Ask your admin for access.',
    TooMany: 'There were too many tries from your network. Wait a minute, then try again.',
    SignedOutHere:
      'You are signed out in this browser. Connect Desk cannot reach its database, so a copy of the sign-in, if somebody has one, ends only after an hour without use.',
    ForeignOrigin: 'The request did not come from this page. Open the sign-in page again and retry.',
    StrangeName:
      'Your sign-in service sent a name or address with a character that cannot be kept. Ask your admin to correct it there.',
  }),
)

/** The sentence for next-auth's error code, or for one of ours. Unknown codes never show themselves. */
export function signInErrorText(code: string): string {
  return texts.get(code) ?? 'The sign-in did not work. Try again.'
}
