import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'
import { useHydrated } from '@/components/ui/use-hydrated'

type ShareLinkProps = { url: string; isSeveral: boolean; onShare: () => void }

const severalText = 'Please open this link again after each connection, until all are done.'
const stuckText = 'If the page does not go on, close it and open the link again.'

/** Hands the link to another app, where the browser can. */
export function ShareLink({ url, isSeveral, onShare }: ShareLinkProps) {
  const canShare = useHydrated() && typeof navigator.share === 'function'
  if (!canShare) return null
  const share = async () => {
    try {
      await navigator.share({ url, text: isSeveral ? `${severalText} ${stuckText}` : stuckText })
      onShare()
    } catch {
      // Closing the share sheet is a rejection too, and nothing is lost by any.
    }
  }
  return (
    <Button onClick={() => void share()}>
      <Icon name="share" />
      Share
    </Button>
  )
}
