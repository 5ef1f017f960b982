'use client'

import Link from 'next/link'
import { type ComponentProps, type MouseEvent, type ReactNode, useEffect, useRef } from 'react'

import { Name } from '@/components/kit/name.client'

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

type RowProps = ComponentProps<'tr'>

export function Row({ className = '', ...rest }: RowProps) {
  return (
    <tr
      className={`grid gap-1.5 rounded-lg border border-hairline bg-surface p-3 md:table-row md:rounded-none md:border-0 md:bg-transparent md:hover:bg-sunken ${className}`}
      {...rest}
    />
  )
}

/** What is pressed by itself, and not for the row that it stands in. */
const own = 'a, button, summary, input, select, label, dialog, ul'

/** Within this a second press makes the first one the begin of marking a word. */
const secondPressMs = 250

/** Asks the link itself, as the browser would: keys decide where it opens, and the middle button is like one of them. */
const press = (link: HTMLElement, { button, ctrlKey, metaKey, shiftKey }: MouseEvent) =>
  link.dispatchEvent(
    new globalThis.MouseEvent('click', {
      bubbles: true,
      cancelable: true,
      ctrlKey: ctrlKey || button === 1,
      metaKey: metaKey || button === 1,
      shiftKey,
    }),
  )

/** A press on a row counts as one on its link, unless it marks text or is on something else to press. */
function useRowPress() {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  return (event: MouseEvent<HTMLTableRowElement>) => {
    clearTimeout(waiting.current)
    const { target, currentTarget, button, detail } = event
    const link = currentTarget.querySelector<HTMLElement>('a[data-row-link]')
    if (!link || button > 1 || detail > 1 || !(target instanceof Element) || target.closest(own)) return
    const follow = () => {
      if (window.getSelection()?.isCollapsed !== false) press(link, event)
    }
    if (button === 1 || target instanceof HTMLTableCellElement) follow()
    else waiting.current = setTimeout(follow, secondPressMs)
  }
}

/**
 * A row that leads somewhere as a whole by the `RowLink` in its first cell. The link is all of that cell; in the others a
 * press counts as one on it, and texts can be marked.
 */
export function LinkedRow({ className = '', ...rest }: RowProps) {
  const pressRow = useRowPress()
  return (
    <Row
      onClick={pressRow}
      onAuxClick={pressRow}
      className={`cursor-pointer [&>td:first-child]:relative ${className}`}
      {...rest}
    />
  )
}

type RowLinkProps = { href: ComponentProps<typeof Link>['href']; className?: string; children: string }

/** The name of what a row is about, and the link of the whole row. */
export function RowLink({ href, className = '', children }: RowLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      data-row-link
      className={`font-medium after:absolute after:inset-0 hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent ${className}`}
    >
      <Name>{children}</Name>
    </Link>
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
