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
export function bodyLimitOf(path: string): number {
  return limits.find(([begin]) => path.startsWith(begin))?.[1] ?? bodyLimits.page
}

/** The body of a request as text, or null as soon as it proves larger than `mostBytes`. */
export async function readBody(request: Request, mostBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > mostBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}
