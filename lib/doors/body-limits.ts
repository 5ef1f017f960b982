import 'server-only'

const kilobyte = 1024

/** The most bytes that a request's body may have. */
export const bodyLimits = { page: 128 * kilobyte, api: 64 * kilobyte, webhook: 256 * kilobyte }

/** By where the address begins; the first that fits counts. Forms and server actions are posted to pages. */
const limits: [string, number][] = [
  ['/api/webhooks/', bodyLimits.webhook],
  ['/api/', bodyLimits.api],
]

/** The limit of an address, in bytes. None is without one. */
export const bodyLimitOf = (path: string): number =>
  limits.find(([begin]) => path.startsWith(begin))?.[1] ?? bodyLimits.page
