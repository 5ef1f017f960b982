import type { ReactNode } from 'react'

type ActFormProps = { action: string; what: string; children: ReactNode; className?: string }

/** A form that works without script and asks for one thing. */
export function ActForm({ action, what, children, className }: ActFormProps) {
  return (
    <form method="post" action={action} className={className}>
      <input type="hidden" name="what" value={what} />
      {children}
    </form>
  )
}
