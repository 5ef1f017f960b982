import type { Role } from '@/lib/core/actor'

export const roleNames: Record<Role, string> = { viewer: 'Viewer', agent: 'Agent', admin: 'Admin' }

const unfinished =
  'The sign-in was not finished: it took too long, was begun once more in another tab, or the browser lost its cookie. Try again.'

const texts = new Map(
  Object.entries({
    Unavailable:
      'Connect Desk cannot reach its database, so nobody can be signed in just now. Try again in a moment.',
    OAuthSignin: 'The sign-in service could not be reached. Try again; if it stays, tell your admin.',
    OAuthCallback: unfinished,
    Callback: unfinished,
    NotOffered: 'There is no such way to sign in. Use one of the buttons.',
    AccessDenied: 'The sign-in was refused. Ask your admin for access.',
    TooMany: 'There were too many tries from your network. Wait a minute, then try again.',
    SignedOutHere:
      'You are signed out in this browser. Connect Desk cannot reach its database, so a copy of the sign-in, if somebody has one, ends only after an hour without use.',
    StrangeName:
      'Your sign-in service sent a name or address with a character that cannot be kept. Ask your admin to correct it there.',
  }),
)

/** `appOrigin` is where the settings say that the desk is; null where they do not. */
const foreignOriginText = (appOrigin: string | null) =>
  appOrigin === null
    ? 'The request did not arrive under the address in your browser: something in between changes the host. Set APP_ORIGIN to that address, or let the proxy pass the host on (nginx: proxy_set_header Host $http_host;).'
    : `Connect Desk is at ${appOrigin} and takes no request from elsewhere. Open it there. If that is not its address, an admin has to correct APP_ORIGIN.`

/** The sentence for next-auth's error code, or for one of ours. Unknown codes never show themselves. */
export function signInErrorText(code: string, appOrigin: string | null): string {
  if (code === 'ForeignOrigin') return foreignOriginText(appOrigin)
  return texts.get(code) ?? 'The sign-in did not work. Try again.'
}
