import type { ReactNode } from 'react'

/** The page's heading, with room for its main action. */
export function PageTitle({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mb-5 flex min-h-control items-center justify-between gap-4">
      <h1 className="text-xl font-semibold">{children}</h1>
      {action}
    </div>
  )
}
