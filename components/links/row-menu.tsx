import Link from 'next/link'
import { type ReactNode, useRef, useState } from 'react'

import { useDismiss } from '@/components/link-card/use-dismiss'
import { Icon } from '@/components/ui/icon'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

type RowMenuProps = { link: LinkView; canMake: boolean; onRevoke: () => void }

const itemLook = 'flex h-control w-full items-center gap-2 rounded-md px-2.5 text-left hover:bg-sunken'

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
    <Unfolding label={`Actions for the link of ${customerTitle(link.customer)}`}>
      <li>
        <Link href={routes.link(link.id)} prefetch={false} className={itemLook}>
          <Icon name="expand" />
          Open
        </Link>
      </li>
      {canMake && (
        <li>
          <Link href={routes.newLinkLike(link.id)} prefetch={false} className={itemLook}>
            <Icon name="plus" />
            Make another
          </Link>
        </li>
      )}
      {canRevoke && (
        <li>
          <button
            type="button"
            className={`${itemLook} text-status-failed`}
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
    </Unfolding>
  )
}

function Unfolding({ label, children }: { label: string; children: ReactNode }) {
  const holder = useRef<HTMLDetailsElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  useDismiss(holder, isOpen, (givesFocusBack) => {
    holder.current?.removeAttribute('open')
    if (givesFocusBack) holder.current?.querySelector('summary')?.focus()
  })
  return (
    <details
      ref={holder}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="relative inline-block"
    >
      <summary
        aria-label={label}
        className="flex size-8 list-none items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon name="more" />
      </summary>
      <ul className="absolute right-0 z-20 mt-1 w-44 rounded-lg border border-hairline bg-surface p-1 text-ink shadow-lg">
        {children}
      </ul>
    </details>
  )
}
