import type { ReactNode } from 'react'

/** The page's heading, with the page's main action at its right. */
export function PageTitle({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mb-5 flex min-h-control flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <h1 className="min-w-0 truncate text-xl font-semibold">{children}</h1>
      {action}
    </div>
  )
}
