import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useHydrated } from '@/components/ui/use-hydrated'

/** Hands the link to another app, where the browser can. */
export function ShareLink({ url }: { url: string }) {
  const canShare = useHydrated() && typeof navigator.share === 'function'
  if (!canShare) return null
  const share = async () => {
    try {
      await navigator.share({ url })
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
