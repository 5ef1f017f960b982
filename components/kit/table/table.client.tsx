import type { ComponentProps, ReactNode } from 'react'

/** A heading; `className` is of its cell and sets the column's width, `titleClass` of the words alone. */
export type Column = string | { title: string; className?: string; titleClass?: string }

/** Stands over the buttons of each row, for screen readers only. */
export const actionsColumn = { title: 'Actions', titleClass: 'sr-only' } satisfies Column

type DataTableProps = {
  label: string
  columns: readonly Column[]
  /** The columns' widths decide and not what stands in them. */
  isFixed?: boolean
  children: ReactNode
}

/** Hairlines, rows of 40 px, headings that stay in view. Under 768 px each row is a small card. */
export function DataTable({ label, columns, isFixed = false, children }: DataTableProps) {
  return (
    <table
      aria-label={label}
      className={`block w-full border-separate border-spacing-0 text-sm md:table ${isFixed ? 'md:table-fixed' : ''}`}
    >
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr>
          {columns.map((column) => {
            const {
              title,
              className = '',
              titleClass,
            } = typeof column === 'string' ? { title: column } : column
            return (
              <th key={title} scope="col" className={`${headingClass} ${className}`}>
                {titleClass ? <span className={titleClass}>{title}</span> : title}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody className="grid gap-2 md:table-row-group">{children}</tbody>
    </table>
  )
}

/** Below the bar that the shell has under 900 px, and at the top of the window above that. */
const headingClass =
  'border-b border-hairline bg-canvas px-2 py-2 text-left font-medium text-muted md:sticky md:top-14 md:z-10 desk:top-0'

export function Row({ className = '', ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={`grid gap-1.5 rounded-lg border border-hairline bg-surface p-3 md:table-row md:rounded-none md:border-0 md:bg-transparent md:hover:bg-sunken ${className}`}
      {...rest}
    />
  )
}

type CellProps = ComponentProps<'td'> & {
  /** What the column's heading says, where a row is a small card. */
  heading?: string
}

export function Cell({ heading, className = '', children, ...rest }: CellProps) {
  return (
    <td
      className={`block min-w-0 md:table-cell md:h-10 md:border-b md:border-hairline md:px-2 md:py-1 md:align-middle ${className}`}
      {...rest}
    >
      {heading && <span className="md:hidden">{heading} </span>}
      {children}
    </td>
  )
}
