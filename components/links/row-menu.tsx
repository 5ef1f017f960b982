import Link from 'next/link'

import { menuItemLook } from '@/components/table/menu-item-look'
import { UnfoldingMenu } from '@/components/table/unfolding-menu.client'
import { Icon } from '@/components/ui/icon.client'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

type RowMenuProps = { link: LinkView; canMake: boolean; onRevoke: () => void }

/** Closes the menu that a button stands in, and leaves the focus where the menu was opened. */
const closeAround = (item: HTMLElement) => {
  const menu = item.closest('details')
  menu?.querySelector('summary')?.focus()
  menu?.removeAttribute('open')
}

/** What can be done with a link of the list. It opens without script too. */
export function RowMenu({ link, canMake, onRevoke }: RowMenuProps) {
  const canRevoke = link.state === 'active' && link.canEnd && !link.isRevoking
  return (
    <UnfoldingMenu label={`Actions for the link of ${customerTitle(link.customer)}`}>
      <li>
        <Link href={routes.link(link.id)} prefetch={false} className={menuItemLook}>
          <Icon name="expand" />
          Open
        </Link>
      </li>
      {canMake && (
        <li>
          <Link href={routes.newLinkLike(link.id)} prefetch={false} className={menuItemLook}>
            <Icon name="plus" />
            Make another
          </Link>
        </li>
      )}
      {canRevoke && (
        <li>
          <button
            type="button"
            className={`${menuItemLook} text-status-failed`}
            onClick={(event) => {
              closeAround(event.currentTarget)
              onRevoke()
            }}
          >
            <Icon name="ban" />
            Revoke
          </button>
        </li>
      )}
    </UnfoldingMenu>
  )
}
