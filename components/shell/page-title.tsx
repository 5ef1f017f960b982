import type { ReactNode } from 'react'

/** The page's heading. */
export function PageTitle({ children }: { children: ReactNode }) {
  return (
    <div className="mb-5 flex min-h-control items-center">
      <h1 className="text-xl font-semibold">{children}</h1>
    </div>
  )
}
