import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { LocalTime } from '@/components/kit/time.client'
import { ConnectedStage, EndedStage } from '@/components/links/card/ended-stage.client'
import { DownloadQr, LinkText, ShareLink } from '@/components/links/card/hand-over.client'
import { QrTile } from '@/components/links/card/qr.client'
import { Countdown } from '@/components/links/card/watched-link.client'
import { routes } from '@/lib/core/routes'
import type { HandOver } from '@/lib/links/schema/lists'
import type { LinkView } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

/** What to do when nothing goes on: Nango's page waits for ever for a provider's window that was closed, and says so to nobody. */
function StuckHelp() {
  return (
    <details className="group -mt-3 text-sm">
      <summary className="flex min-h-6 w-fit list-none items-center gap-1 rounded text-muted hover:text-ink">
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
  onHandOver: (how: HandOver) => void
}

/** A link that waits for the customer: QR code, time left, and every way to hand it over. */
function LiveStage(props: LiveStageProps) {
  const { link, url, remainingMs, lifeMs, reveal, onHandOver } = props
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-center gap-4 @md:flex-row @md:items-start @md:gap-5">
        {url ? (
          <QrTile url={url} remainingMs={remainingMs} lifeMs={lifeMs} />
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
          {url && <PassOn link={link} url={url} onHandOver={onHandOver} />}
        </div>
      </div>
      {url && <LinkText url={url} onHandOver={onHandOver} />}
      <StuckHelp />
    </div>
  )
}

type PassOnProps = { link: LinkView; url: string; onHandOver: (how: HandOver) => void }

function PassOn({ link, url, onHandOver }: PassOnProps) {
  return (
    <div className="grid grid-cols-1 gap-2 @md:max-w-48">
      <Button onClick={() => onHandOver('full_screen')}>
        <Icon name="expand" />
        Show full screen
      </Button>
      <DownloadQr url={url} fileName={`${link.id}-qr`} onSave={() => onHandOver('download')} />
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

type CardStageProps = {
  link: LinkView
  state: LinkState
  url: string | null
  isPutAway: boolean
  remainingMs: number
  renew: { run: () => void; isPending: boolean }
  reveal: Reveal | undefined
  onHandOver: (how: HandOver) => void
  onNewLink: (() => void) | undefined
  onSameCustomer: ((link: LinkView) => void) | undefined
}

/** The middle of the card: what can be done with the link as it stands. */
export function CardStage(props: CardStageProps) {
  const { link, state, url, remainingMs, renew, onNewLink, onSameCustomer } = props
  if (state === 'active' && !link.isRevoking)
    return (
      <LiveStage
        link={link}
        url={url}
        isPutAway={props.isPutAway}
        remainingMs={remainingMs}
        lifeMs={lifeMsOf(link)}
        reveal={props.reveal}
        onHandOver={props.onHandOver}
      />
    )
  if (state === 'connected')
    return (
      <ConnectedStage
        link={link}
        onNewLink={onNewLink}
        onSameCustomer={onSameCustomer && (() => onSameCustomer(link))}
      />
    )
  return (
    <EndedStage
      link={link}
      state={state === 'active' ? 'revoking' : state}
      isRenewing={renew.isPending}
      onRenew={renew.run}
      onNewLink={onNewLink}
    />
  )
}

const lifeMsOf = ({ createdAt, endsAt }: LinkView) =>
  endsAt ? new Date(endsAt).getTime() - new Date(createdAt).getTime() : 1
