type Query = Record<string, string | null | undefined>

/** A path with the filled values of a query. */
export function withQuery<Path extends string>(path: Path, query: Query): Path | `${Path}?${string}` {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const text = new URLSearchParams(filled).toString()
  return text ? `${path}?${text}` : path
}

/** Every address that the desk's own pages lead to. Empty values of a query are left out. */
export const routes = {
  newLink: (linkId?: string) => (linkId ? (`/?link=${encodeURIComponent(linkId)}` as const) : '/'),
  /** The form, whatever the checklist says. */
  newLinkAnyway: () => '/?form=1' as const,
  /** The form, filled in as an address says: see `readDeepLink`. */
  newLinkFilled: (query: Query) => withQuery('/', query),
  /** The form, filled in for the customer and integrations of an earlier link. */
  newLinkLike: (linkId: string) => `/?like=${encodeURIComponent(linkId)}` as const,
  links: (query: Query = {}) => withQuery('/links', query),
  link: (linkId: string) => `/links/${encodeURIComponent(linkId)}` as const,
  connections: (query: Query = {}) => withQuery('/connections', query),
  connection: (integrationKey: string, connectionId: string, query: Query = {}) =>
    withQuery(`/connections/${toSegment(integrationKey)}/${toSegment(connectionId)}`, query),
  audit: (query: Query = {}) => withQuery('/audit', query),
  settings: () => '/settings' as const,
  checklist: () => '/checklist' as const,
  preferences: () => '/preferences' as const,
  signIn: (callbackUrl?: string) =>
    callbackUrl && callbackUrl !== '/'
      ? (`/signin?callbackUrl=${encodeURIComponent(callbackUrl)}` as const)
      : '/signin',
  /** This and the next one take a form's POST and load a new document. */
  beginSignIn: () => '/signin/begin' as const,
  signOut: () => '/signout' as const,
  logo: (provider: string) => `/api/desk/logos/${encodeURIComponent(provider)}` as const,
}

/** A path of ours to go to after sign-in; anything that could leave the origin becomes the first page. */
export function toSafePath(wanted: string | undefined): string {
  if (!wanted?.startsWith('/')) return '/'
  const here = 'http://desk.invalid'
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}

/**
 * A text as one segment of an address. A browser walks away from a segment of one or two dots, encoded or not
 * (https://url.spec.whatwg.org/#double-dot-path-segment), so such a text gets a `~` in front, and so does one that would
 * be taken for it.
 */
const toSegment = (text: string) => {
  return encodeURIComponent(text.replace(/^(?=~*\.\.?$)/, '~'))
}
