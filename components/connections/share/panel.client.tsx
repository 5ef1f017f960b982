'use client'

import { lazy, Suspense } from 'react'

import type { ShareSubject } from '@/components/connections/share/context'
import { Notice } from '@/components/kit/notice.client'
import type { MetadataOutcome } from '@/lib/connections/view'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/integrations/view'

const loadConnect = () => import('@/components/connections/share/connect-panel.client')
const loadReconnect = () => import('@/components/connections/share/reconnect-panel.client')

/** Fetches a panel's code ahead of the press that opens it. */
export const preloadPanel = (kind: ShareSubject['kind']) => {
  const loading: Promise<unknown> = kind === 'connect' ? loadConnect() : loadReconnect()
  loading.catch(() => {})
}

function PanelMissing() {
  return (
    <Notice tone="failure" role="alert">
      This part of the page could not be loaded. Nothing was made. Reload the page and try again.
    </Notice>
  )
}

const ConnectPanel = lazy(() =>
  loadConnect().then(
    (module) => ({ default: module.ConnectPanel }),
    () => ({ default: PanelMissing }),
  ),
)

const ReconnectPanel = lazy(() =>
  loadReconnect().then(
    (module) => ({ default: module.ReconnectPanel }),
    () => ({ default: PanelMissing }),
  ),
)

type SharePanelProps = {
  subject: ShareSubject
  catalogue: IntegrationCatalogue | null
  catalogueFailure: FailureView | null
  metadataFates: Record<string, MetadataOutcome> | null
  /** Told whether the panel has nothing left to keep: its link has ended. */
  onOver: (isOver: boolean) => void
}

/** The panel's content, loaded when it is asked for. */
export function SharePanel(props: SharePanelProps) {
  const { subject, catalogue, catalogueFailure, metadataFates, onOver } = props
  return (
    <Suspense
      fallback={
        <p aria-busy="true" className="py-8 text-center text-muted">
          Loading…
        </p>
      }
    >
      {subject.kind === 'connect' ? (
        <ConnectPanel
          customer={subject.customer}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          onOver={onOver}
        />
      ) : (
        <ReconnectPanel
          connection={subject.connection}
          metadata={metadataFates ? (metadataFates[subject.connection.integration.key] ?? 'unknown') : 'kept'}
          onOver={onOver}
        />
      )}
    </Suspense>
  )
}
