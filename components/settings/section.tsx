import type { ReactNode } from 'react'

/** A part of the Settings page under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-8">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** Names and values, one pair a line. */
export function Pairs({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">{children}</dl>
}

export function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-3 py-2.5 md:grid-cols-[14rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
