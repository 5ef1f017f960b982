import Link from 'next/link'

import { controlClass, Field, Select } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { DayField } from '@/components/kit/table/day-field.client'
import { FilterForm, type FilterValues } from '@/components/kit/table/filter-form.client'

export type FilterOption = { value: string; label: string }

type FilterField = {
  name: string
  label: string
  /** What a chip calls the filter; the label where it is left out. */
  chip?: string
} & (
  | { kind: 'search'; placeholder?: string; hint?: string | undefined }
  /** `any` stands for no filter, such as "Any status". */
  | { kind: 'select'; any: string; options: FilterOption[] }
  /** A day in the viewer's zone. */
  | { kind: 'day' }
)

type FiltersProps = {
  /** Names the form, such as "Filter links". */
  label: string
  /** What is in use, by the names of the fields; also `zone`, where there are days. */
  filter: FilterValues
  fields: FilterField[]
  /** The columns of the fields. */
  className: string
  /** The address of the page with a filter. */
  hrefOf: (filter: FilterValues) => string
  /** Where a day's chip says its zone. */
  saysZone?: boolean
  /** Where something else on the page leads to it without any filter. */
  isClearedElsewhere?: boolean
}

/** What a page is narrowed to, in its address: the fields, and a chip for each filter in use. */
export function Filters(props: FiltersProps) {
  const { label, filter, fields, className, hrefOf } = props
  const first = fields[0]?.kind === 'search' ? fields[0] : null
  const others = first ? fields.slice(1) : fields
  return (
    <div className="flex flex-col gap-3">
      <FilterForm
        label={label}
        path={hrefOf({})}
        values={filter}
        first={first && <FilterControl field={first} value={filter[first.name] ?? ''} />}
        usedCount={others.filter(({ name }) => filter[name]).length}
        className={className}
      >
        {others.map((field) => (
          <div
            key={field.name}
            className="col-span-2 min-w-0 group-data-open:block max-md:hidden md:col-span-1 noscript:block"
          >
            <FilterControl field={field} value={filter[field.name] ?? ''} />
          </div>
        ))}
        {fields.some(({ kind }) => kind === 'day') && (
          <input type="hidden" name="zone" defaultValue={filter['zone'] ?? ''} />
        )}
      </FilterForm>
      <FilterChips {...props} />
    </div>
  )
}

function FilterChips({ filter, fields, hrefOf, saysZone = false, isClearedElsewhere = false }: FiltersProps) {
  const zone = (saysZone && filter['zone']) || null
  const chips = fields.flatMap((field) => {
    const value = filter[field.name]
    return value ? [{ name: field.name, text: chipText(field, value, zone) }] : []
  })
  if (chips.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Filters in use" className="flex min-w-0 flex-wrap gap-2">
        {chips.map(({ name, text }) => (
          <FilterChip key={name} text={text} href={hrefOf({ ...filter, [name]: null })} />
        ))}
      </ul>
      {!isClearedElsewhere && (
        <Link
          href={hrefOf({})}
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

const chipText = (field: FilterField, value: string, zone: string | null) => {
  if (field.kind === 'day') return `${field.label} ${value}${zone ? ` (${zone})` : ''}`
  const option = field.kind === 'select' && field.options.find((one) => one.value === value)
  return `${field.chip ?? field.label}: ${option ? option.label : value}`
}

function FilterControl({ field, value }: { field: FilterField; value: string }) {
  const { label, name } = field
  if (field.kind === 'day') return <DayField label={label} name={name} value={value} />
  return (
    <Field
      label={label}
      error={undefined}
      {...(field.kind === 'search' && field.hint && { hint: field.hint })}
    >
      {({ id, describedBy }) => {
        if (field.kind === 'select')
          return (
            <Select id={id} name={name} defaultValue={value}>
              <option value="">{field.any}</option>
              {/* What is no option any more still stands. */}
              {value !== '' && field.options.every((option) => option.value !== value) && (
                <option value={value}>{value}</option>
              )}
              {field.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          )
        return (
          <input
            id={id}
            type="search"
            name={name}
            defaultValue={value}
            placeholder={field.placeholder}
            aria-describedby={describedBy}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className={controlClass}
          />
        )
      }}
    </Field>
  )
}

/** A filter in use, with the way to be rid of it. */
function FilterChip({ text, href }: { text: string; href: string }) {
  return (
    <li className="min-w-0">
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-2.5 text-sm font-medium text-accent transition-colors hover:bg-sunken pointer-coarse:h-control"
      >
        <span className="truncate">
          <span className="sr-only">Remove filter </span>
          {text}
        </span>
        <Icon name="x" className="size-3.5" />
      </Link>
    </li>
  )
}
