import type { ReactNode } from 'react'

type PageTitleProps = { children: ReactNode; action?: ReactNode; about?: ReactNode }

/** The page's heading, with the page's main action at its right, and what the page is for where that is not known yet. */
export function PageTitle({ children, action, about }: PageTitleProps) {
  return (
    <div className="mb-5 flex min-h-control flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="mr-auto min-w-0 truncate text-xl font-semibold">{children}</h1>
      {action}
      {about && <p className="basis-full text-muted">{about}</p>}
    </div>
  )
}

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
