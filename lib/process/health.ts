import 'server-only'
import { checkDatabase } from '@/lib/db/check-database'
import { probeNango } from '@/lib/nango/check'
import { openNango } from '@/lib/nango/client'
import { lastTurn, sweepLoop } from '@/lib/status/mark-turn'
import { version } from '@/package.json'

import { isStopping } from './stop'

/** Whether this process runs, whatever its neighbours do: for a liveness probe. */
export function getHealth() {
  return Response.json({ status: 'ok', version })
}

const notReady = (reason: 'stopping' | 'database' | 'migrations') =>
  Response.json({ status: 'not ready', reason, sweptAt: lastTurn(sweepLoop) }, { status: 503 })

/** Whether this process should be sent requests: for a readiness probe. Without Nango the desk still shows what it knows. */
export async function getReady(): Promise<Response> {
  if (isStopping()) return notReady('stopping')
  const [database, isNangoReachable] = await Promise.all([checkDatabase(), probeNango(openNango().host)])
  if (isStopping()) return notReady('stopping')
  if (database !== 'ready') return notReady(database)
  const sweptAt = lastTurn(sweepLoop)
  return Response.json(
    isNangoReachable ? { status: 'ready', sweptAt } : { status: 'degraded', nango: 'unreachable', sweptAt },
  )
}
