'use client'

import { useState } from 'react'

import { preloadCard } from '@/components/new-link/card-slot.client'
import { ReconnectQuestion } from '@/components/share/reconnect-question'
import { ShareCard } from '@/components/share/share-card'
import type { ShareActions } from '@/components/share/share-desk.client'
import type { ConnectionView } from '@/lib/core/connection-view'
import type { MetadataFate } from '@/lib/core/key-limits'
import type { LiveLinkView } from '@/lib/core/link-view'

type ReconnectPanelProps = {
  connection: ConnectionView
  metadata: MetadataFate
  actions: ShareActions
  onOver: (isOver: boolean) => void
}

/** What a reconnect means, and in its place the card of the link once it is made. */
export function ReconnectPanel({ connection, metadata, actions, onOver }: ReconnectPanelProps) {
  const [live, setLive] = useState<LiveLinkView | null>(null)
  if (live) return <ShareCard live={live} actions={actions} onOver={onOver} />
  return (
    <ReconnectQuestion
      connection={connection}
      metadata={metadata}
      reconnect={actions.reconnect}
      onIntent={preloadCard}
      onMade={setLive}
    />
  )
}
