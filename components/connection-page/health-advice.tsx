import { Notice } from '@/components/ui/notice'
import type { ConnectionHealth } from '@/lib/core/connection-view'

type Fault = Exclude<ConnectionHealth, 'healthy'>

const advice: Record<Fault, string> = {
  auth_error:
    'Nango cannot log in with what the customer gave it any more. Share a reconnect link: once the customer has logged in again, everything goes on with this connection.',
  sync_error:
    'A sync that uses this connection failed. The login itself still works, so a reconnect link rarely helps: only where the account lacks a right. Look at the sync in Nango first.',
}

/** What a fault of a connection means and what to do about it. */
export function HealthAdvice({ health }: { health: ConnectionHealth }) {
  if (health === 'healthy') return null
  return <Notice tone={health === 'auth_error' ? 'failure' : 'warning'}>{advice[health]}</Notice>
}
