/** A table's looks: hairlines, rows of 40 px, a heading that stays in view. Under 768 px each row is a small card. */
export const tableClass = 'block w-full border-separate border-spacing-0 text-sm md:table'

export const theadClass = 'sr-only md:not-sr-only md:table-header-group'

/** Below the bar that the shell has under 900 px, and at the top of the window above that. */
export const thClass =
  'border-b border-hairline bg-canvas px-2 py-2 text-left font-medium text-muted md:sticky md:top-14 md:z-10 desk:top-0'

export const tbodyClass = 'grid gap-2 md:table-row-group'

export const trClass =
  'grid gap-1.5 rounded-lg border border-hairline bg-surface p-3 md:table-row md:rounded-none md:border-0 md:bg-transparent md:hover:bg-sunken'

export const tdClass =
  'block min-w-0 md:table-cell md:h-10 md:border-b md:border-hairline md:px-2 md:py-1 md:align-middle'
