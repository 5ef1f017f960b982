'use client'

import { Suspense } from 'react'

import type { ShareSubject } from '@/components/connections/share/context'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { MetadataOutcome } from '@/lib/connections/view'
import type { FailureView } from '@/lib/core/failure'
import type { IntegrationCatalogue } from '@/lib/integrations/view'

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

/** Fetches a panel's code ahead of the press that opens it. */
export function preloadPanel(kind: ShareSubject['kind']) {
  if (kind === 'connect') connect.preload()
  else reconnect.preload()
}

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
        <connect.Part
          customer={subject.customer}
          catalogue={catalogue}
          catalogueFailure={catalogueFailure}
          onOver={onOver}
        />
      ) : (
        <reconnect.Part
          connection={subject.connection}
          metadata={metadataFates ? (metadataFates[subject.connection.integration.key] ?? 'unknown') : 'kept'}
          onOver={onOver}
        />
      )}
    </Suspense>
  )
}
