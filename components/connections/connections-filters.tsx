import { type FilterChip, FilterChips } from '@/components/table/filter-chips'
import { FilterSearch, FilterSelect } from '@/components/table/filter-field'
import { FilterForm } from '@/components/table/filter-form.client'
import {
  type ConnectionsFilter,
  healthChoiceWords,
  toConnectionsAddress,
} from '@/lib/core/connections-filter'
import type { OfferedIntegration } from '@/lib/core/integration'
import { filterValues } from '@/lib/core/links-filter'
import { routes } from '@/lib/core/routes'

type ConnectionsFiltersProps = { filter: ConnectionsFilter; integrations: OfferedIntegration[] }

const healths = Object.entries(healthChoiceWords).map(([value, label]) => ({ value, label }))

/** What the list is narrowed to, in the address. */
export function ConnectionsFilters({ filter, integrations }: ConnectionsFiltersProps) {
  const { search, integration, health, customer } = filter
  return (
    <div className="flex flex-col gap-3">
      <FilterForm label="Filter connections" path={routes.connections()} values={filterValues(filter)}>
        <div className="grid grid-cols-2 gap-3 md:grid-cols-4 split:grid-cols-[1.6fr_1fr_1fr_1fr]">
          <div className="max-md:col-span-2">
            <FilterSearch
              label="Search connections"
              name="search"
              value={search}
              placeholder="Customer, tag, connection ID"
            />
          </div>
          <FilterSelect
            label="Health"
            name="health"
            any="Any health"
            value={health ?? ''}
            options={healths}
          />
          <FilterSelect
            label="Integration"
            name="integration"
            any="Any integration"
            value={integration ?? ''}
            options={integrations.map(({ key, label }) => ({ value: key, label }))}
          />
          <div className="max-md:col-span-2">
            <FilterSearch label="Customer ID" name="customer" value={customer ?? ''} />
          </div>
        </div>
      </FilterForm>
      <FilterChips chips={chipsOf(filter, integrations)} clearHref={routes.connections()} />
    </div>
  )
}

const chipsOf = (filter: ConnectionsFilter, integrations: OfferedIntegration[]): FilterChip[] => {
  const { search, integration, health, customer } = filter
  const named = integrations.find(({ key }) => key === integration)?.label ?? integration
  const labels = {
    search: search !== '' && `Search: ${search}`,
    health: health !== null && `Health: ${healthChoiceWords[health]}`,
    integration: named !== null && `Integration: ${named}`,
    customer: customer !== null && `Customer: ${customer}`,
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, href: routes.connections({ ...toConnectionsAddress(filter), [name]: null }) }] : [],
  )
}
