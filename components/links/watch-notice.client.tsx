import type { ReactNode } from 'react'

import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { routes } from '@/lib/core/routes'

type WatchNoticeProps = { isSignedOut: boolean; isOffline: boolean; silentSince: string | null }

/** Says why the rows stand still, when they do. */
export function WatchNotice({ isSignedOut, isOffline, silentSince }: WatchNoticeProps) {
  if (isSignedOut)
    return (
      <Notice tone="warning" role="alert" className="mb-3">
        You are signed out, so this list stands still.{' '}
        <a href={routes.signIn()} target="_blank" rel="noreferrer" className="underline underline-offset-2">
          Sign in in a new tab
        </a>
        , then reload this page.
      </Notice>
    )
  if (isOffline)
    return (
      <Quiet>
        Connect Desk cannot be reached just now. The list may be out of date; it goes on by itself.
      </Quiet>
    )
  if (silentSince === null) return null
  return (
    <Quiet>
      Nango has not answered since <LocalTime at={silentSince} />. Links that wait may be connected by now;
      the list goes on by itself.
    </Quiet>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <output className="mb-3 block">
      <Notice tone="warning">{children}</Notice>
    </output>
  )
}
