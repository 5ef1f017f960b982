import type { ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { Name } from '@/components/kit/name.client'
import { useHydrated } from '@/components/kit/platform'
import { LocalMoment, LocalTime } from '@/components/kit/time.client'
import { HandoffLine } from '@/components/links/card/handoff.client'
import { LinkText } from '@/components/links/card/link-text.client'
import { DownloadQr, QrTile } from '@/components/links/card/qr.client'
import { Countdown } from '@/components/links/card/watched-link.client'
import { SendMail } from '@/components/mail/send-mail.client'
import { CopyMessage, PrintLink } from '@/components/messages/pass-on.client'
import { routes } from '@/lib/core/routes'
import { soonMs } from '@/lib/core/time'
import type { HandOver } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'

/** What to do when nothing goes on: Nango's page waits for ever for a provider's window that was closed, and says so to nobody. */
function StuckHelp() {
  return (
    <details className="group -mt-1 text-sm @md:-mt-3">
      <summary className="-mx-1 flex min-h-6 w-fit list-none items-center gap-1 rounded px-1 text-muted hover:text-ink">
        <Icon name="chevron" className="size-3.5 -rotate-90 transition-transform group-open:rotate-0" />
        If the customer is stuck
      </summary>
      <p className="mt-1">
        If their page stays at “Connecting…”, the provider’s window was closed or never opened. Ask them to
        close the page and open the link again: it works until the time is up.
      </p>
    </details>
  )
}

type LiveStageProps = {
  link: LinkView
  url: string | null
  isPutAway: boolean
  remainingMs: number
  lifeMs: number
  /** Asks for the link of an earlier hour; only for who may see it. */
  reveal: Reveal | undefined
  /** Whether it is on the clipboard already, once that is known; null where nobody asked for it. */
  copying: Promise<boolean> | null
  onHandOver: (how: HandOver) => void
}

/** Whether it is an answer that the desk can mail, and whether that is the next thing to do. */
const isMailable = ({ isAnswer, canMail }: LinkView) => isAnswer && canMail
const isToMail = (link: LinkView) => isMailable(link) && !link.mail?.last

/** A link that waits for the customer: QR code, time left, and every way to hand it over. */
export function LiveStage(props: LiveStageProps) {
  const { link, url, remainingMs, lifeMs, reveal, onHandOver } = props
  const isSoon = remainingMs <= soonMs
  return (
    <div className="flex flex-col gap-4">
      {/* To copy comes right below the time where all is below each other, and has a line of its own where there is place. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 @md:grid-cols-[auto_minmax(0,1fr)] @md:grid-rows-[auto_1fr] @md:gap-x-5 @md:[reading-flow:grid-rows]">
        <div className="flex justify-center @md:row-span-2 @md:block">
          {url ? (
            <QrTile url={url} remainingMs={remainingMs} lifeMs={lifeMs} />
          ) : (
            <HiddenTile link={link} isPutAway={props.isPutAway} reveal={reveal} />
          )}
        </div>
        <div className="text-center @md:text-left">
          <Countdown remainingMs={remainingMs} />
          {link.endsAt && (
            <p className="text-muted">
              expires <LocalTime at={link.endsAt} />
            </p>
          )}
          {url && link.endsAt && (
            <p data-print="end" className="hidden print:block">
              Works until <LocalMoment at={link.endsAt} />
            </p>
          )}
          <AboutTime link={link} isSoon={isSoon} />
        </div>
        {url && (
          <>
            <div className="@md:col-span-2 @md:row-start-3">
              <LinkText
                url={url}
                isFirst={!isSoon && !isToMail(link)}
                copying={props.copying}
                onHandOver={onHandOver}
                beside={
                  <CopyMessage
                    linkId={link.id}
                    isHandoff={link.handoff !== null}
                    className="flex-1 @md:flex-none"
                  />
                }
              />
            </div>
            <PassOn link={link} url={url} onHandOver={onHandOver} />
          </>
        )}
      </div>
      {link.handoff === null && <StuckHelp />}
    </div>
  )
}

/** What can be done about the time; of a hand-off link, which has enough, how far its customer is. */
function AboutTime({ link, isSoon }: { link: LinkView; isSoon: boolean }) {
  if (link.handoff) return <HandoffLine link={link} handoff={link.handoff} />
  return (
    <p className="text-sm text-balance text-muted">
      {isSoon ? 'Too little? Renew makes a new one.' : 'It cannot be extended. Renew makes a new one.'}
    </p>
  )
}

type PassOnProps = { link: LinkView; url: string; onHandOver: (how: HandOver) => void }

function PassOn({ link, url, onHandOver }: PassOnProps) {
  const isAnswer = isMailable(link)
  return (
    <div className="grid grid-cols-1 content-start gap-2 @md:col-start-2 @md:row-start-2 @md:max-w-48">
      {isAnswer && (
        <>
          <p className="text-center text-sm font-medium @md:text-left">A new link was asked for.</p>
          <SendMail link={link} isFirst={isToMail(link)} />
        </>
      )}
      <Button onClick={() => onHandOver('full_screen')}>
        <Icon name="expand" />
        Show full screen
      </Button>
      <DownloadQr url={url} fileName={`${link.id}-qr`} onSave={() => onHandOver('download')} />
      <ShareLink
        url={url}
        isSeveral={link.handoff === null && link.integrations.length > 1}
        onShare={() => onHandOver('shared')}
      />
      {!isAnswer && <SendMail link={link} />}
      <PrintLink linkId={link.id} url={url} />
    </div>
  )
}

/** How to ask for a link that is not shown yet. */
export type Reveal = { run: () => void; isPending: boolean; message: ReactNode }

type HiddenTileProps = { link: LinkView; isPutAway: boolean; reveal: Reveal | undefined }

function HiddenTile({ link, isPutAway, reveal }: HiddenTileProps) {
  if (isPutAway) return <PutAwayTile linkId={link.id} />
  return (
    <div className="flex size-68 shrink-0 flex-col items-center justify-center gap-3 rounded-xl bg-sunken p-6 text-center text-muted">
      {reveal ? (
        <>
          <p>The link and its QR code are hidden. Each look is kept in the history.</p>
          <Button isPending={reveal.isPending} pendingText="Fetching…" onClick={reveal.run}>
            Show the link
          </Button>
          {reveal.message && (
            <p role="alert" className="text-sm text-status-failed">
              {reveal.message}
            </p>
          )}
        </>
      ) : (
        <p>
          Only <Name>{link.makerName}</Name>, who made this link, and admins can show it.
        </p>
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

type ShareLinkProps = { url: string; isSeveral: boolean; onShare: () => void }

const severalText = 'Please open this link again after each connection, until all are done.'
const stuckText = 'If the page does not go on, close it and open the link again.'

/** Hands the link to another app, where the browser can. */
function ShareLink({ url, isSeveral, onShare }: ShareLinkProps) {
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
