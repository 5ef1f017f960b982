import type { ReactNode } from 'react'

import { Icon, type IconName } from '@/components/kit/icon.client'

type EmptyStateProps = { icon: IconName; title: string; text: string; children?: ReactNode }

/** What stands in the place of a table without rows: what the page is for, and the button that goes on. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-hairline bg-surface px-4 py-12 text-center">
      <Icon name={icon} className="size-10 text-muted" />
      <div className="max-w-96">
        <p className="text-lg font-semibold">{title}</p>
        <p className="mt-1 text-muted">{text}</p>
      </div>
      {children}
    </div>
  )
}
