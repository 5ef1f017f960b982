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

/** A button as wide as there is room, beside another one where there is much; its words may take several lines. */
export const wideClass = 'h-auto! min-h-control w-full py-1.5 whitespace-normal! sm:flex-1'
