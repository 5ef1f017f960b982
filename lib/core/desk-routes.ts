import { withQuery } from './routes'

/** What the desk's own pages ask for and download; apart from `routes`, which goes to every browser at once. */
export const deskRoutes = {
  linkStatus: (linkId: string) => `/api/desk/links/${encodeURIComponent(linkId)}` as const,
  linkStatuses: (linkIds: string[]) => withQuery('/api/desk/links/statuses', { ids: linkIds.join(',') }),
  linkNews: () => '/api/desk/links/news' as const,
  linksExport: (query: Parameters<typeof withQuery>[1] = {}) => withQuery('/api/desk/links/export', query),
  auditExport: (query: Parameters<typeof withQuery>[1] = {}) => withQuery('/api/desk/audit/export', query),
  search: (search: string) => withQuery('/api/desk/search', { search }),
  customers: (search: string) => withQuery('/api/desk/customers', { search }),
  customerStanding: (customerId: string, integrations: string[]) =>
    withQuery('/api/desk/customers/standing', { id: customerId, integrations: integrations.join(',') }),
  configFields: (integrationKey: string) =>
    `/api/desk/integrations/${encodeURIComponent(integrationKey)}/fields` as const,
  connectionWaiting: (integrationKey: string, connectionId: string, customerId: string | null) =>
    withQuery('/api/desk/connections/waiting', {
      integration: integrationKey,
      id: connectionId,
      customer: customerId,
    }),
}

/** Where the server sends somebody whom it does not let in. */
export const refusalRoutes = {
  signInFailed: (reason: string, callbackUrl?: string) =>
    withQuery('/signin', { error: reason, callbackUrl: callbackUrl === '/' ? null : callbackUrl }),
  notAllowed: (ticket?: string) =>
    ticket ? (`/not-allowed?ticket=${encodeURIComponent(ticket)}` as const) : '/not-allowed',
}

/** Where an admin changes what messages say. */
export const textRoutes = {
  messages: (query: { channel?: string; language?: string } = {}) => withQuery('/settings/messages', query),
}

/** The addresses for machines and for those who teach them; apart from `routes`, which goes to every browser. */
export const machineRoutes = {
  apiReference: () => '/api-reference',
  openApi: () => '/api/openapi.json',
  connectLink: () => '/api/connectLink',
  reconnectLink: () => '/api/reconnectLink',
  links: () => '/api/links',
  metrics: () => '/api/metrics',
  companyLogo: (version: string) => withQuery('/api/company-logo', { version }),
  nangoWebhook: () => '/api/webhooks/nango',
} as const

/** Whether a URL's host name means the machine that opens it. */
export function isLoopback(hostname: string) {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0)$/i.test(hostname)
}

/** The text of a segment that is still encoded. Throws where no text can be read of it. */
export function fromSegment(segment: string) {
  const text = decodeURIComponent(segment)
  return /^~+\.\.?$/.test(text) ? text.slice(1) : text
}

/** Whether a path is that of a customer's page, or of a form on one. */
export function isCustomerPath(path: string) {
  return /^\/c(\/|$)/.test(path)
}

/** The code in the path of a page of customers; null for any other path. */
export function customerCodeOf(path: string): string | null {
  return /^\/c\/([^/]+)/.exec(path)?.[1] ?? null
}

/** The addresses of customers: on a host of their own, where the settings say so, there are no others. */
export const customerRoutes = {
  /** A hand-off link's page. */
  page: (code: string) => `/c/${code}` as const,
  report: (code: string) => `/c/${code}/report` as const,
  /** Takes the forms of these pages, and leads back to one of them. */
  act: (code: string) => `/c/${code}/act` as const,
  /** Where a customer stops the reminders of a link: a page that asks, and what mail programs send to at once (RFC 8058). */
  reminders: (code: string) => `/c/${code}/reminders` as const,
  unsubscribe: (page: string) => `${page}/unsubscribe` as const,
  /** What the page's script asks: for a connect session, and to keep what Connect UI said. */
  session: () => '/api/customer/session' as const,
  event: () => '/api/customer/event' as const,
}
