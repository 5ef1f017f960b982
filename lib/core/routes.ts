type Query = Record<string, string | null | undefined>

const withQuery = <Path extends string>(path: Path, query: Query): Path | `${Path}?${string}` => {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const text = new URLSearchParams(filled).toString()
  return text ? `${path}?${text}` : path
}

/** Every address that the desk's own pages use. Empty values of a query are left out. */
export const routes = {
  newLink: (linkId?: string) => (linkId ? (`/?link=${encodeURIComponent(linkId)}` as const) : '/'),
  /** The form, filled in for the customer and integrations of an earlier link. */
  newLinkLike: (linkId: string) => `/?like=${encodeURIComponent(linkId)}` as const,
  links: (query: Query = {}) => withQuery('/links', query),
  link: (linkId: string) => `/links/${encodeURIComponent(linkId)}` as const,
  connections: (query: Query = {}) => withQuery('/connections', query),
  connection: (integrationKey: string, connectionId: string, query: Query = {}) =>
    withQuery(
      `/connections/${encodeURIComponent(integrationKey)}/${encodeURIComponent(connectionId)}`,
      query,
    ),
  audit: (query: Query = {}) => withQuery('/audit', query),
  settings: () => '/settings' as const,
  signIn: (callbackUrl?: string) =>
    callbackUrl && callbackUrl !== '/'
      ? (`/signin?callbackUrl=${encodeURIComponent(callbackUrl)}` as const)
      : '/signin',
  signInFailed: (reason: string) => `/signin?error=${encodeURIComponent(reason)}` as const,
  /** Takes a form's POST and loads a new document. */
  signOut: () => '/signout' as const,
  notAllowed: (ticket?: string) =>
    ticket ? (`/not-allowed?ticket=${encodeURIComponent(ticket)}` as const) : '/not-allowed',
  linkStatus: (linkId: string) => `/api/desk/links/${encodeURIComponent(linkId)}` as const,
  linkStatuses: (linkIds: string[]) => withQuery('/api/desk/links/statuses', { ids: linkIds.join(',') }),
  linksExport: (query: Query = {}) => withQuery('/api/desk/links/export', query),
  auditExport: (query: Query = {}) => withQuery('/api/desk/audit/export', query),
  customers: (search: string) => withQuery('/api/desk/customers', { search }),
  customerStanding: (customerId: string, integrations: string[]) =>
    withQuery('/api/desk/customers/standing', { id: customerId, integrations: integrations.join(',') }),
  logo: (provider: string) => `/api/desk/logos/${encodeURIComponent(provider)}` as const,
}

/** A path of ours to go to after sign-in; anything that could leave the origin becomes the first page. */
export const toSafePath = (wanted: string | undefined): string => {
  if (!wanted?.startsWith('/')) return '/'
  const here = 'http://desk.invalid'
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}
