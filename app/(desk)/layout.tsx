import type { ReactNode } from 'react'

import { LinkNews } from '@/components/links/news.client'
import { Shell } from '@/components/shell/shell'
import { canCreateLinks } from '@/lib/core/actor'
import { staffCtx } from '@/lib/guards/staff'
import { viewerPreferences } from '@/lib/guards/staff-page'
import { offeredChecks } from '@/lib/handoff/begin'
import { companyView, settings } from '@/lib/settings/env'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const ctx = await staffCtx({ isActivity: false })
  // Not the guard: each page sends a stranger to sign in itself, because only it knows where to come back to.
  if (!ctx) return children
  const { mail, nango, sandbox } = settings()
  return (
    <Shell
      staff={ctx.actor}
      preferences={await viewerPreferences()}
      company={companyView()}
      isSandbox={sandbox !== null}
      checks={offeredChecks()}
      mailboxUrl={sandbox && mail?.smtp === null ? `${nango.connectOrigin}/mailbox` : null}
    >
      {canCreateLinks(ctx.actor) ? <LinkNews>{children}</LinkNews> : children}
    </Shell>
  )
}
