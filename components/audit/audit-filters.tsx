import { type FilterChip, FilterChips } from '@/components/table/filter-chips'
import { FilterDay, FilterSearch, FilterSelect } from '@/components/table/filter-field'
import { FilterForm } from '@/components/table/filter-form.client'
import { eventCatalogue } from '@/lib/audit/events'
import { eventGroups } from '@/lib/audit/events/entry'
import { type AuditFilter, deskItself, toAuditAddress } from '@/lib/audit/filter'
import { deskName } from '@/lib/core/actor-label'
import { filterValues } from '@/lib/core/links-filter'
import { routes } from '@/lib/core/routes'

/** Groups first, then each kind by itself. */
const kindOptions = [
  ...Object.entries(eventGroups).map(([value, title]) => ({ value, label: `All of: ${title}` })),
  ...Object.entries(eventCatalogue).map(([value, { title }]) => ({ value, label: title })),
]

type AuditFiltersProps = { filter: AuditFilter; staff: { id: string; name: string; email: string | null }[] }

/** What the audit log is narrowed to, in the address. */
export function AuditFilters({ filter, staff }: AuditFiltersProps) {
  const staffOptions = [
    { value: deskItself, label: deskName },
    ...staff.map(({ id, name, email }) => ({
      value: id,
      label: name === email ? name : `${name} (${email ?? 'API key'})`,
    })),
  ]
  return (
    <div className="flex flex-col gap-3">
      <FilterForm label="Filter events" path={routes.audit()} values={filterValues(filter)}>
        <div className="grid grid-cols-2 gap-3 desk:grid-cols-[1.2fr_1.2fr_9rem_9rem_1.2fr]">
          <FilterSelect
            label="Kind"
            name="kind"
            any="Any kind"
            value={filter.kind ?? ''}
            options={kindOptions}
          />
          <FilterSelect
            label="Staff"
            name="staff"
            any="Anybody"
            value={filter.staff ?? ''}
            options={staffOptions}
          />
          <FilterDay label="From" name="from" value={filter.from ?? ''} />
          <FilterDay label="To" name="to" value={filter.to ?? ''} />
          <div className="col-span-2 desk:col-span-1">
            <FilterSearch label="Link" name="link" value={filter.link ?? ''} placeholder="lnk_…" />
          </div>
          <input type="hidden" name="zone" defaultValue={filter.zone ?? ''} />
        </div>
      </FilterForm>
      <FilterChips chips={chipsOf(filter, staffOptions)} clearHref={routes.audit()} />
    </div>
  )
}

type Option = { value: string; label: string }

const chipsOf = (filter: AuditFilter, staffOptions: Option[]): FilterChip[] => {
  const { kind, staff, link, from, to } = filter
  const labels = {
    kind: kind && `Kind: ${labelOf(kindOptions, kind)}`,
    staff: staff && `Staff: ${labelOf(staffOptions, staff)}`,
    from: from && `From ${from}`,
    to: to && `To ${to}`,
    link: link && `Link: ${link}`,
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, href: routes.audit(toAuditAddress({ ...filter, [name]: null })) }] : [],
  )
}

const labelOf = (options: Option[], value: string) =>
  options.find((option) => option.value === value)?.label ?? value
