'use client'

import {
  createContext,
  type ReactNode,
  type RefObject,
  Suspense,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { ConnectionView, MetadataOutcome } from '@/lib/connections/view'
import type { ConnectedCustomer } from '@/lib/core/customer-fields'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/integrations/view'

/** What somebody wants to hand out: a link for a customer, or one that connects a connection anew. */
export type ShareSubject =
  | { kind: 'connect'; customer: ConnectedCustomer | null }
  | { kind: 'reconnect'; connection: ConnectionView }

type Share = {
  /** Opens the panel; the focus comes back to `opener` when it closes. */
  open: (subject: ShareSubject, opener: HTMLElement | null) => void
  /** Fetches the panel's code ahead. */
  prepare: (kind: ShareSubject['kind']) => void
}

const ShareContext = createContext<Share | null>(null)

export function useShare(): Share {
  const share = use(ShareContext)
  if (!share) throw new Error('a share button stands outside of ShareDesk')
  return share
}

/** Esc closes what is unfolded inside the panel before the panel; a link that leads on in this tab closes it too. */
function usePanelKeys(panel: RefObject<HTMLDialogElement | null>) {
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const dialog = panel.current
    dialog?.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && dialog.querySelector('[aria-expanded="true"]')) event.preventDefault()
      },
      { signal },
    )
    dialog?.addEventListener(
      'click',
      ({ target }) => {
        if (target instanceof Element && target.closest('a:not([target])')) dialog.close()
      },
      { signal },
    )
    return () => listening.abort()
  }, [panel])
}

const missingText =
  'This part of the page could not be loaded. Nothing was made. Reload the page and try again.'

const connect = lazyPart(
  () => import('@/components/connections/share/connect-panel.client').then((module) => module.ConnectPanel),
  missingText,
)
const reconnect = lazyPart(
  () =>
    import('@/components/connections/share/reconnect-panel.client').then((module) => module.ReconnectPanel),
  missingText,
)

type ShareDeskProps = {
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  /** What a reconnect does to metadata, by integration key; null where the desk puts it back. */
  metadataOutcomes: Record<string, MetadataOutcome> | null
  children: ReactNode
}

const titles: Record<ShareSubject['kind'], string> = {
  connect: 'Share connect link',
  reconnect: 'Share reconnect link',
}

const keyOf = (subject: ShareSubject) =>
  subject.kind === 'connect'
    ? JSON.stringify(['connect', subject.customer])
    : JSON.stringify(['reconnect', subject.connection.integration.key, subject.connection.id])

/**
 * Hosts the panel in which links are created beside what a page shows. What was typed, and a link that still lives, stay in
 * it while it is closed and are there again when it is opened for the same.
 */
export function ShareDesk(props: ShareDeskProps) {
  const { catalogue, catalogueFailure, metadataOutcomes, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const opener = useRef<HTMLElement | null>(null)
  const isOver = useRef(false)
  const [subject, setSubject] = useState<ShareSubject | null>(null)
  const share = useMemo<Share>(
    () => ({
      open: (wanted, from) => {
        opener.current = from
        setSubject((before) => (before && keyOf(before) === keyOf(wanted) ? before : wanted))
        dialog.current?.showModal()
      },
      prepare: (kind) => (kind === 'connect' ? connect : reconnect).preload(),
    }),
    [],
  )
  usePanelKeys(dialog)
  const setOver = useCallback((over: boolean) => {
    isOver.current = over
  }, [])
  const metadataOf = ({ integration }: ConnectionView) =>
    metadataOutcomes ? (metadataOutcomes[integration.key] ?? 'unknown') : 'kept'
  const afterClose = () => {
    opener.current?.focus()
    if (isOver.current) setSubject(null)
    isOver.current = false
  }
  return (
    <ShareContext value={share}>
      {children}
      <dialog
        ref={dialog}
        aria-label={titles[subject?.kind ?? 'connect']}
        // A dialog inside the panel announces its end here as well.
        onClose={(event) => event.target === event.currentTarget && afterClose()}
        className={panelClass}
      >
        {subject && (
          <div className="flex h-full flex-col">
            <header className="flex min-h-14 shrink-0 items-center justify-between gap-3 border-b border-hairline pr-2 pl-4">
              <h2 className="text-lg font-semibold">{titles[subject.kind]}</h2>
              <Button variant="quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
                <Icon name="x" />
              </Button>
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">
              <Suspense
                key={keyOf(subject)}
                fallback={
                  <p aria-busy="true" className="py-8 text-center text-muted">
                    Loading…
                  </p>
                }
              >
                {subject.kind === 'connect' ? (
                  <connect.Part
                    customer={subject.customer}
                    catalogue={catalogue}
                    catalogueFailure={catalogueFailure}
                    onOver={setOver}
                  />
                ) : (
                  <reconnect.Part
                    connection={subject.connection}
                    metadata={metadataOf(subject.connection)}
                    onOver={setOver}
                  />
                )}
              </Suspense>
            </div>
          </div>
        )}
      </dialog>
    </ShareContext>
  )
}

const panelClass =
  'fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-none translate-x-0 border-l border-hairline bg-canvas text-ink shadow-xl transition-[opacity,translate] backdrop:bg-black/40 md:max-w-[34rem] starting:open:translate-x-6 starting:open:opacity-0'
