import 'server-only'
import { log } from '@/lib/log'

/** An error that a page, route or action let through. A person sees nothing of it but the digest. */
export const logRequestError = (error: unknown, request: { method: string; path: string }) => {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  const path = request.path.split('?', 1)[0]
  log().error({ err: error, digest, method: request.method, path }, 'request failed')
}
