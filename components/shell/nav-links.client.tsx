'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MouseEvent } from 'react'

import { Icon, type IconName } from '@/components/ui/icon'

export type NavItem = { label: string; href: string; icon: IconName }

const closeMenu = (event: MouseEvent<HTMLElement>) =>
  event.currentTarget.closest('details')?.removeAttribute('open')

/** The pages that this person may open; the current one is marked. */
export function NavLinks({ items }: { items: NavItem[] }) {
  const path = usePathname()
  return (
    <nav aria-label="Pages">
      <ul className="flex flex-col gap-0.5">
        {items.map(({ label, href, icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={closeMenu}
              aria-current={path === href ? 'page' : undefined}
              className="flex h-control items-center gap-2.5 rounded-lg px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              <Icon name={icon} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
