import Link from 'next/link'

import { Icon } from '@/components/kit/icon.client'

export type FilterChip = {
  /** Such as "Status: Expired". */
  label: string
  /** The same page without this filter. */
  href: string
}

type FilterChipsProps = {
  chips: FilterChip[]
  /** The page without any filter; null where something else on the page leads there already. */
  clearHref: string | null
}

/** The filters in use, each with the way to be rid of it. */
export function FilterChips({ chips, clearHref }: FilterChipsProps) {
  if (chips.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Filters in use" className="flex min-w-0 flex-wrap gap-2">
        {chips.map(({ label, href }) => (
          <li key={label} className="min-w-0">
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-2.5 text-sm font-medium text-accent transition-colors hover:bg-sunken pointer-coarse:h-control"
            >
              <span className="truncate">
                <span className="sr-only">Remove filter </span>
                {label}
              </span>
              <Icon name="x" className="size-3.5" />
            </Link>
          </li>
        ))}
      </ul>
      {clearHref !== null && (
        <Link
          href={clearHref}
          prefetch={false}
          scroll={false}
          className="px-1 text-sm text-muted underline underline-offset-2 hover:text-ink"
        >
          Clear filters
        </Link>
      )}
    </div>
  )
}
