/** Every address of the desk. */
export const routes = {
  newLink: (linkId?: string) => (linkId ? (`/?link=${encodeURIComponent(linkId)}` as const) : '/'),
  signIn: (callbackUrl?: string) =>
    callbackUrl && callbackUrl !== '/'
      ? (`/signin?callbackUrl=${encodeURIComponent(callbackUrl)}` as const)
      : '/signin',
  signInFailed: (reason: string) => `/signin?error=${encodeURIComponent(reason)}` as const,
  notAllowed: (ticket?: string) =>
    ticket ? (`/not-allowed?ticket=${encodeURIComponent(ticket)}` as const) : '/not-allowed',
  linkStatus: (linkId: string) => `/api/links/${encodeURIComponent(linkId)}` as const,
  logo: (provider: string) => `/api/logos/${encodeURIComponent(provider)}` as const,
}

/** A path of ours to go to after sign-in; anything that could leave the origin becomes the first page. */
export const toSafePath = (wanted: string | undefined): string => {
  if (!wanted?.startsWith('/')) return '/'
  const here = 'http://desk.invalid'
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}
