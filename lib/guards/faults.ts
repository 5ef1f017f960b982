import 'server-only'
import { type Failure, isFault } from '@/lib/core/failure'
import { log, requestId } from '@/lib/log'

/** Records a fault in the log and names the request to the person, so that an admin finds that line. */
export function nameFault(failure: Failure, thrown?: unknown): Failure {
  if (!isFault(failure)) return failure
  const { code } = failure
  if (thrown === undefined) log().warn({ code }, 'work failed')
  else log().error({ err: thrown, code }, 'work failed')
  const id = requestId()
  return id === undefined ? failure : { ...failure, requestId: id }
}

/** An error that a page, route or action let through. A person sees nothing of it but the digest. */
export function logRequestError(error: unknown, request: { method: string; path: string }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  const path = request.path.split('?', 1)[0]
  log().error({ err: error, digest, method: request.method, path }, 'request failed')
}
