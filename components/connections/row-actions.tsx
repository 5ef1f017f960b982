import Link from 'next/link'

import { ShareConnectLink, ShareReconnectLink } from '@/components/share/share-buttons.client'
import { menuItemLook } from '@/components/table/menu-item-look'
import { UnfoldingMenu } from '@/components/table/unfolding-menu.client'
import { Icon } from '@/components/ui/icon.client'
import { connectedTitle } from '@/lib/core/connected-title'
import type { ConnectionView } from '@/lib/core/connection-view'
import { routes } from '@/lib/core/routes'

/** What can be done with a connection of the list: the reconnect link stands out where it mends the fault. */
export function RowActions({ connection }: { connection: ConnectionView }) {
  const { id, integration, customer, health } = connection
  const isNeeded = health === 'auth_error'
  return (
    <span className="flex items-center justify-end gap-1">
      <ShareReconnectLink
        connection={connection}
        look={isNeeded ? 'primary' : 'quiet'}
        className={`max-md:flex-1 md:h-8 md:px-2.5 md:text-sm ${isNeeded ? '' : 'max-md:border max-md:border-control-line'}`}
      />
      <UnfoldingMenu label={`More for ${connectedTitle(customer)}, ${integration.displayName}`}>
        <li>
          <ShareConnectLink customer={customer} look="menu" />
        </li>
        <li>
          <Link href={routes.connection(integration.key, id)} prefetch={false} className={menuItemLook}>
            <Icon name="expand" />
            Open
          </Link>
        </li>
      </UnfoldingMenu>
    </span>
  )
}
