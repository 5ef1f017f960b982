import Link from 'next/link'

import { buttonClass } from '@/components/kit/button.client'
import { EmptyState } from '@/components/kit/table/empty-state'
import { type FilterChip, FilterChips } from '@/components/kit/table/filter-chips'
import { FilterDay, FilterSearch, FilterSelect } from '@/components/kit/table/filter-fields'
import { FilterForm } from '@/components/kit/table/filter-form.client'
import { routes } from '@/lib/core/routes'
import {
  filterValues,
  isWideSearch,
  type LinksFilter,
  linkStatusWords,
  toLinksAddress,
} from '@/lib/links/schema/lists'

/** What stands in the place of an empty list. */
export function NoLinks({ isFiltered, canMake }: { isFiltered: boolean; canMake: boolean }) {
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
      {canMake && (
        <Link href={routes.newLink()} className={buttonClass('primary')}>
          New link
        </Link>
      )}
    </EmptyState>
  )
}

export type Choice = { value: string; label: string }

type LinksFiltersProps = {
  filter: LinksFilter
  integrations: Choice[]
  staff: Choice[]
  /** Nothing matches: the page says so, with the way out. */
  isEmpty: boolean
}

const statuses = Object.entries(linkStatusWords).map(([value, label]) => ({ value, label }))

const narrowHint =
  'A short search finds whole customer IDs only. Type three letters or digits in a row to search everything.'

/** What the list is narrowed to, in the address. */
export function LinksFilters({ filter, integrations, staff, isEmpty }: LinksFiltersProps) {
  const { search, status, integration, from, to, zone } = filter
  const isNarrow = search !== '' && !isWideSearch(search)
  return (
    <div className="flex flex-col gap-3">
      <FilterForm label="Filter links" path={routes.links()} values={filterValues(filter)}>
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 split:grid-cols-[1.6fr_1.2fr_1fr_1fr_8.5rem_8.5rem]">
          <div className="max-md:col-span-2">
            <FilterSearch
              label="Search links"
              name="search"
              value={search}
              placeholder="Customer, organization, link"
              {...(isNarrow && { hint: narrowHint })}
            />
          </div>
          <FilterSelect
            label="Status"
            name="status"
            any="Any status"
            value={status ?? ''}
            options={statuses}
          />
          <FilterSelect
            label="Integration"
            name="integration"
            any="Any integration"
            value={integration ?? ''}
            options={integrations}
          />
          <div className="max-md:col-span-2">
            <FilterSelect
              label="Staff"
              name="staff"
              any="Anybody"
              value={filter.staff ?? ''}
              options={staff}
            />
          </div>
          <FilterDay label="From" name="from" value={from ?? ''} />
          <FilterDay label="To" name="to" value={to ?? ''} />
          <input type="hidden" name="zone" defaultValue={zone ?? ''} />
        </div>
      </FilterForm>
      <FilterChips chips={chipsOf(filter, integrations, staff)} clearHref={isEmpty ? null : routes.links()} />
    </div>
  )
}

const chipsOf = (filter: LinksFilter, integrations: Choice[], staff: Choice[]): FilterChip[] => {
  const { search, status, integration, from, to, zone } = filter
  const inZone = zone === null ? '' : ` (${zone})`
  const labels: Partial<Record<keyof LinksFilter, string | false>> = {
    search: search !== '' && `Search: ${search}`,
    status: status !== null && `Status: ${linkStatusWords[status]}`,
    integration: integration !== null && `Integration: ${labelOf(integrations, integration)}`,
    staff: filter.staff !== null && `Staff: ${labelOf(staff, filter.staff)}`,
    from: from !== null && `From ${from}${inZone}`,
    to: to !== null && `To ${to}${inZone}`,
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, href: routes.links({ ...toLinksAddress(filter), [name]: null }) }] : [],
  )
}

const labelOf = (choices: Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value
