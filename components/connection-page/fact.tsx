import type { ReactNode } from 'react'

/** A name and what is known under it, as a line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] items-center gap-x-4 px-4 py-1">
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-h-8 min-w-0 items-center gap-2">{children}</dd>
    </div>
  )
}
