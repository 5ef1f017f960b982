import { ShareConnectLink, ShareReconnectLink } from '@/components/share/share-buttons.client'
import type { ConnectionView } from '@/lib/core/connection-view'

type ShareConnectionProps = { connection: ConnectionView; opensAtOnce: boolean }

/** The two kinds of link for a connection's customer; the one that mends a fault stands out. */
export function ShareConnection({ connection, opensAtOnce }: ShareConnectionProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <ShareConnectLink customer={connection.customer} look="plain" />
      <ShareReconnectLink
        connection={connection}
        look={connection.health === 'auth_error' ? 'primary' : 'plain'}
        opensAtOnce={opensAtOnce}
      />
    </div>
  )
}
