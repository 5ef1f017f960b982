'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MouseEvent } from 'react'

import { FirstIcon, type FirstIconName } from '@/components/kit/first-icon.client'
import { PendingLink } from '@/components/kit/loading.client'
import { outliveTranslation } from '@/components/shell/foreign-text'

// This module is there before React takes a page of the desk over. On pages without the shell no text changes.
if (typeof window !== 'undefined') outliveTranslation()

export type NavItem = { label: string; href: string; icon: FirstIconName }

/** Folds up the menu of a narrow screen that something was chosen from. */
export function closeMenu(event: MouseEvent<HTMLElement>) {
  event.currentTarget.closest('details')?.removeAttribute('open')
}

/** What a page is to the one that is open: itself, above it, or elsewhere. */
const currency = (path: string, href: string) => {
  if (path === href) return 'page'
  return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined
}

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
              aria-current={currency(path, href)}
              className="flex h-control items-center gap-2.5 rounded-lg px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink"
            >
              <PendingLink>
                <FirstIcon name={icon} />
              </PendingLink>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
