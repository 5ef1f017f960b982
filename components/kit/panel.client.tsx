import type { ReactNode } from 'react'

type PanelProps = { id: string; title: string; action?: ReactNode; children: ReactNode }

/** A framed part of the page under its heading. */
export function Panel({ id, title, action, children }: PanelProps) {
  return (
    <section aria-labelledby={id} className="rounded-lg border border-hairline bg-surface">
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 border-b border-hairline px-4">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}
