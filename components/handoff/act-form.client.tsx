import type { ReactNode } from 'react'

import { Button, buttonClass } from '@/components/kit/button.client'
import { customerRoutes } from '@/lib/core/desk-routes'

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

type OrElseProps = { children: ReactNode; href: string; text: string }

/** What somebody is to press, and beside it the way to another page. */
export function OrElse({ children, href, text }: OrElseProps) {
  return (
    <div className="flex flex-col gap-2 sm:flex-row-reverse">
      {children}
      <a href={href} className={`${buttonClass()} ${wideClass}`}>
        {text}
      </a>
    </div>
  )
}

/** Asks for another link: it rings at whoever made this one. */
export function AskForm({ code, text }: { code: string; text: string }) {
  return (
    <ActForm action={customerRoutes.act(code)} what="ask">
      <Button type="submit" variant="primary" className={wideClass}>
        {text}
      </Button>
    </ActForm>
  )
}
