import Link from 'next/link'

import { buttonClass } from '@/components/kit/button.client'
import { type FilterOption, Filters } from '@/components/kit/table/filters'
import { EmptyState } from '@/components/kit/table/table-page'
import { routes } from '@/lib/core/routes'
import { isWideSearch } from '@/lib/core/search/search-text'
import { type LinksFilter, linkStatusWords } from '@/lib/links/schema/lists'
import { shortSearchHint } from '@/lib/links/words'

/** What stands in the place of an empty list. */
export function NoLinks({ isFiltered, canCreate }: { isFiltered: boolean; canCreate: boolean }) {
  if (isFiltered)
    return (
      <EmptyState icon="x" title="No link matches" text="Change a filter, or look at all links again.">
        <Link href={routes.links()} prefetch={false} className={buttonClass()}>
          Clear filters
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState
      icon="clock"
      title="Nothing yet"
      text="Every link that anybody makes stands here, with what became of it."
    >
      {canCreate && (
        <Link href={routes.newLink()} className={buttonClass('primary')}>
          New link
        </Link>
      )}
    </EmptyState>
  )
}

type LinksFiltersProps = {
  filter: LinksFilter
  integrations: FilterOption[]
  staff: FilterOption[]
  /** Nothing matches: the page says so, with the way out. */
  isEmpty: boolean
}

const statuses = Object.entries(linkStatusWords).map(([value, label]) => ({ value, label }))

/** What the list is narrowed to, in the address. */
export function LinksFilters({ filter, integrations, staff, isEmpty }: LinksFiltersProps) {
  const isNarrow = filter.search !== '' && !isWideSearch(filter.search)
  return (
    <Filters
      label="Filter links"
      filter={filter}
      hrefOf={routes.links}
      className="md:grid-cols-3 split:grid-cols-[1.5fr_1.2fr_1fr_1fr_9.75rem_9.75rem]"
      saysZone
      isClearedElsewhere={isEmpty}
      fields={[
        {
          kind: 'search',
          name: 'search',
          label: 'Search links',
          chip: 'Search',
          placeholder: 'Customer, organization, link',
          hint: isNarrow ? shortSearchHint : undefined,
        },
        { kind: 'select', name: 'status', label: 'Status', any: 'Any status', options: statuses },
        {
          kind: 'select',
          name: 'integration',
          label: 'Integration',
          any: 'Any integration',
          options: integrations,
        },
        {
          kind: 'select',
          name: 'staff',
          label: 'Staff',
          any: 'Anybody',
          options: staff,
        },
        { kind: 'day', name: 'from', label: 'From' },
        { kind: 'day', name: 'to', label: 'To' },
      ]}
    />
  )
}
