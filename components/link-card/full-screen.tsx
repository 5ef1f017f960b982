import { Countdown } from '@/components/link-card/countdown'
import { QrCode } from '@/components/link-card/qr-tile'
import { useWakeLock } from '@/components/link-card/use-wake-lock'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Icon } from '@/components/ui/icon.client'
import type { LinkState } from '@/lib/core/link-state'
import type { LinkView } from '@/lib/core/link-view'

type FullScreenProps = {
  isOpen: boolean
  onClose: () => void
  link: LinkView
  state: LinkState
  url: string | null
  remainingMs: number
}

/** The screen to turn to the customer: white, nothing on it that is not for them. */
export function FullScreen({ isOpen, onClose, ...view }: FullScreenProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      label="QR code for the customer"
      className="fixed inset-0 m-0 h-dvh max-h-none w-screen max-w-none bg-white text-black [color-scheme:light]"
    >
      <FullScreenContent {...view} />
      <form method="dialog" className="absolute top-3 right-3">
        <Button
          type="submit"
          look="quiet"
          aria-label="Close full screen"
          className="text-black! hover:bg-[#eee]!"
        >
          <Icon name="x" className="size-5" />
        </Button>
      </form>
    </Dialog>
  )
}

function FullScreenContent({ link, state, url, remainingMs }: Omit<FullScreenProps, 'isOpen' | 'onClose'>) {
  useWakeLock()
  const name = link.customer.displayName ?? link.customer.organizationName
  const integrations = new Intl.ListFormat('en').format(
    link.integrations.map(({ displayName }) => displayName),
  )
  return (
    <div className="flex h-full flex-col items-center justify-center gap-[3vmin] p-4 text-center landscape:flex-row landscape:gap-[6vmin]">
      <div className="flex size-[70vmin] shrink-0 items-center justify-center">
        {state === 'active' && url && <QrCode url={url} className="size-full" />}
        {state === 'connected' && <Icon name="checkCircle" className="size-1/2 text-[#0a6b3d]" />}
      </div>
      <div className="flex min-w-0 flex-col gap-[1.5vmin] landscape:max-w-[40vw] landscape:text-left">
        {name && <p className="text-[clamp(1.25rem,4vmin,2.5rem)] leading-tight font-semibold">{name}</p>}
        <p className="text-[clamp(1rem,2.6vmin,1.5rem)] leading-snug">{integrations}</p>
        <output className="text-[clamp(1rem,2.6vmin,1.5rem)] leading-snug text-[#555]">
          {sentence(state)}
        </output>
        {state === 'active' && (
          <Countdown
            remainingMs={remainingMs}
            isOnWhite
            className="text-[clamp(1.5rem,5vmin,3rem)] leading-tight"
          />
        )}
      </div>
    </div>
  )
}

const sentence = (state: LinkState) => {
  if (state === 'active') return 'Scan with your phone’s camera'
  return state === 'connected' ? 'Connected' : 'This code is no longer valid.'
}
