import { Notice } from '@/components/ui/notice'
import { routes } from '@/lib/core/routes'

/** Says why the rows stand still, when they do. */
export function WatchNotice({ isSignedOut, isOffline }: { isSignedOut: boolean; isOffline: boolean }) {
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
  return isOffline ? (
    <output className="mb-3 block">
      <Notice tone="warning">
        Connect Desk cannot be reached just now. The list may be out of date; it goes on by itself.
      </Notice>
    </output>
  ) : null
}
