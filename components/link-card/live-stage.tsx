import { type RefObject, useRef } from 'react'

import { Countdown } from '@/components/link-card/countdown'
import { DownloadQr } from '@/components/link-card/download-qr'
import { LinkText } from '@/components/link-card/link-text'
import { QrTile } from '@/components/link-card/qr-tile'
import { ShareLink } from '@/components/link-card/share-link'
import { StuckHelp } from '@/components/link-card/stuck-help'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'
import { LocalTime } from '@/components/ui/local-time.client'
import type { HandOver } from '@/lib/core/hand-over'
import type { LinkView } from '@/lib/core/link-view'
import { routes } from '@/lib/core/routes'

type LiveStageProps = {
  link: LinkView
  url: string | null
  isPutAway: boolean
  remainingMs: number
  lifeMs: number
  /** Asks for the link of an earlier hour; only for who may see it. */
  reveal: Reveal | undefined
  onHandOver: (how: HandOver) => void
}

/** A link that waits for the customer: QR code, time left, and every way to hand it over. */
export function LiveStage(props: LiveStageProps) {
  const { link, url, remainingMs, lifeMs, reveal, onHandOver } = props
  const code = useRef<HTMLDivElement>(null)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-center gap-4 @md:flex-row @md:items-start @md:gap-5">
        {url ? (
          <QrTile url={url} remainingMs={remainingMs} lifeMs={lifeMs} codeRef={code} />
        ) : (
          <HiddenTile link={link} isPutAway={props.isPutAway} reveal={reveal} />
        )}
        <div className="flex w-full min-w-0 flex-1 flex-col gap-4">
          <div className="text-center @md:text-left">
            <Countdown remainingMs={remainingMs} />
            {link.endsAt && (
              <p className="text-muted">
                expires <LocalTime at={link.endsAt} />
              </p>
            )}
            <p className="text-sm text-muted">It cannot be extended. Renew makes a new one.</p>
          </div>
          {url && <PassOn link={link} url={url} codeRef={code} onHandOver={onHandOver} />}
        </div>
      </div>
      {url && <LinkText url={url} onHandOver={onHandOver} />}
      <StuckHelp />
    </div>
  )
}

type PassOnProps = {
  link: LinkView
  url: string
  codeRef: RefObject<HTMLDivElement | null>
  onHandOver: (how: HandOver) => void
}

function PassOn({ link, url, codeRef, onHandOver }: PassOnProps) {
  return (
    <div className="grid grid-cols-1 gap-2 @md:max-w-48">
      <Button onClick={() => onHandOver('full_screen')}>
        <Icon name="expand" />
        Show full screen
      </Button>
      <DownloadQr codeRef={codeRef} fileName={`${link.id}-qr`} onSave={() => onHandOver('download')} />
      <ShareLink url={url} isSeveral={link.integrations.length > 1} onShare={() => onHandOver('shared')} />
    </div>
  )
}

/** How to ask for a link that is not shown yet. */
export type Reveal = { run: () => void; isPending: boolean; message: string | null }

type HiddenTileProps = { link: LinkView; isPutAway: boolean; reveal: Reveal | undefined }

function HiddenTile({ link, isPutAway, reveal }: HiddenTileProps) {
  if (isPutAway) return <PutAwayTile linkId={link.id} />
  return (
    <div className="flex size-68 shrink-0 flex-col items-center justify-center gap-3 rounded-xl bg-sunken p-6 text-center text-muted">
      {reveal ? (
        <>
          <p>The link and its QR code are hidden. Each look is kept in the history.</p>
          <Button aria-busy={reveal.isPending} aria-disabled={reveal.isPending} onClick={reveal.run}>
            {reveal.isPending ? 'Fetching…' : 'Show the link'}
          </Button>
          {reveal.message && (
            <p role="alert" className="text-sm text-status-failed">
              {reveal.message}
            </p>
          )}
        </>
      ) : (
        <p>Only {link.makerName}, who made this link, and admins can show it.</p>
      )}
    </div>
  )
}

/** Opens in a tab of its own: what is typed beside the card stays. */
function PutAwayTile({ linkId }: { linkId: string }) {
  return (
    <div className="flex size-68 shrink-0 flex-col items-center justify-center gap-3 rounded-xl bg-sunken p-6 text-center text-muted">
      <p>The link and its QR code were put away when you were signed out.</p>
      <a
        href={routes.link(linkId)}
        target="_blank"
        rel="noreferrer"
        className="text-accent underline underline-offset-2"
      >
        Open the link’s page
      </a>
    </div>
  )
}
