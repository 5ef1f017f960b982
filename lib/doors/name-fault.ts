import 'server-only'
import { type Failure, isFault } from '@/lib/core/failure'
import { log } from '@/lib/log'
import { requestId } from '@/lib/request-id'

/** Notes a fault in the log and names the request to the person, so that an admin finds that line. */
export const nameFault = (failure: Failure, thrown?: unknown): Failure => {
  if (!isFault(failure)) return failure
  const { code } = failure
  if (thrown === undefined) log().warn({ code }, 'work failed')
  else log().error({ err: thrown, code }, 'work failed')
  const id = requestId()
  return id === undefined ? failure : { ...failure, requestId: id }
}
