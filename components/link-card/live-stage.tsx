import { type RefObject, useRef } from 'react'

import { Countdown } from '@/components/link-card/countdown'
import { DownloadQr } from '@/components/link-card/download-qr'
import { LinkText } from '@/components/link-card/link-text'
import { QrTile } from '@/components/link-card/qr-tile'
import { ShareLink } from '@/components/link-card/share-link'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { LocalTime } from '@/components/ui/local-time.client'
import type { LinkView } from '@/lib/core/link-view'

type LiveStageProps = {
  link: LinkView
  url: string | null
  remainingMs: number
  lifeMs: number
  onFullScreen: () => void
}

/** A link that waits for the customer: QR code, time left, and every way to hand it over. */
export function LiveStage({ link, url, remainingMs, lifeMs, onFullScreen }: LiveStageProps) {
  const code = useRef<HTMLDivElement>(null)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-center gap-4 @md:flex-row @md:items-start @md:gap-5">
        {url ? (
          <QrTile url={url} remainingMs={remainingMs} lifeMs={lifeMs} codeRef={code} />
        ) : (
          <HiddenTile makerName={link.makerName} />
        )}
        <div className="flex w-full min-w-0 flex-1 flex-col gap-4">
          <div className="text-center @md:text-left">
            <Countdown remainingMs={remainingMs} />
            {link.endsAt && (
              <p className="text-muted">
                expires <LocalTime at={link.endsAt} />
              </p>
            )}
          </div>
          {url && <HandOver link={link} url={url} codeRef={code} onFullScreen={onFullScreen} />}
        </div>
      </div>
      {url && <LinkText url={url} />}
    </div>
  )
}

type HandOverProps = {
  link: LinkView
  url: string
  codeRef: RefObject<HTMLDivElement | null>
  onFullScreen: () => void
}

function HandOver({ link, url, codeRef, onFullScreen }: HandOverProps) {
  return (
    <div className="grid grid-cols-1 gap-2 @md:max-w-48">
      <Button onClick={onFullScreen}>
        <Icon name="expand" />
        Show full screen
      </Button>
      <DownloadQr codeRef={codeRef} fileName={`${link.id}-qr`} />
      <ShareLink url={url} />
    </div>
  )
}

function HiddenTile({ makerName }: { makerName: string }) {
  return (
    <div className="flex size-68 shrink-0 items-center justify-center rounded-xl bg-sunken p-6 text-center text-muted">
      <p>Only {makerName}, who made this link, and admins can show it.</p>
    </div>
  )
}
