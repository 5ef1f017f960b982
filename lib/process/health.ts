import 'server-only'
import { checkDatabase } from '@/lib/db/check-database'
import { probeNango } from '@/lib/nango/check'
import { openNango } from '@/lib/nango/client'
import { settings } from '@/lib/settings/env'
import { lastTurn, mailLoop, sweepLoop } from '@/lib/status/mark-turn'
import { version } from '@/package.json'

import { isStopping } from './stop'

/** Whether this process runs, whatever its neighbours do: for a liveness probe. */
export function getHealth() {
  return Response.json({ status: 'ok', version })
}

const notReady = (reason: 'stopping' | 'database' | 'migrations') =>
  Response.json({ status: 'not ready', reason, ...turns() }, { status: 503 })

/** When background work last came to the end of a turn; of mails only where there is a server for them. */
const turns = () => ({
  sweptAt: lastTurn(sweepLoop),
  ...(settings().mail?.smtp ? { mailedAt: lastTurn(mailLoop) } : {}),
})

/** Whether this process should be sent requests: for a readiness probe. Without Nango the desk still shows what it knows. */
export async function getReady(): Promise<Response> {
  if (isStopping()) return notReady('stopping')
  const [database, isNangoReachable] = await Promise.all([checkDatabase(), probeNango(openNango().host)])
  if (isStopping()) return notReady('stopping')
  if (database !== 'ready') return notReady(database)
  return Response.json({
    ...(isNangoReachable ? { status: 'ready' } : { status: 'degraded', nango: 'unreachable' }),
    ...turns(),
  })
}
