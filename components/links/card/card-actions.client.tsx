import { type RefObject, useState } from 'react'

import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { useAnswer, useIntent } from '@/components/kit/use-answer.client'
import { useKey } from '@/components/shell/keys'
import type { FailureView } from '@/lib/core/failure'
import { recordHandOverAction, renewLinkAction, revokeLinkAction } from '@/lib/links/actions'
import type { HandOver } from '@/lib/links/schema/lists'
import { type LinkView, type LiveLinkView, mayRenew } from '@/lib/links/view'
import type { LinkState } from '@/lib/links/words'

/** Records how a link was passed on. What fails disturbs nobody, unless nothing can succeed any more. */
const useRecord = (id: string) => {
  const [failure, setFailure] = useState<FailureView | null>(null)
  const record = (how: HandOver) => {
    recordHandOverAction({ id, how }).catch((error: unknown) => setFailure(toFailure(error)))
  }
  const isLasting = failure?.code === 'other_release'
  return { record, unrecorded: isLasting && <FailureText failure={failure} /> }
}

type CardActions = {
  link: LinkView
  state: LinkState
  url: string | null
  /** The card: its keys work as long as it can be seen. */
  region: RefObject<HTMLElement | null>
  onFullScreen: () => void
  /** Called within the press that renews. */
  onRenew: () => void
  onRenewed: (live: LiveLinkView) => void
  onEnded: (link: LinkView) => void
}

/** What can be done with a link from its card, by button and by key, and the dialog that is open for it. */
export function useCardActions({ link, state, url, region, ...on }: CardActions) {
  const isLive = state === 'active' && !link.isRevoking
  const canRenew = link.canEnd && mayRenew(link, state)
  const [dialog, setDialog] = useState<'renew' | 'revoke' | null>(null)
  const { record, unrecorded } = useRecord(link.id)
  const renewing = useIntent((intentKey) => renewLinkAction({ linkId: link.id, intentKey }), on.onRenewed)
  const renew = {
    ...renewing,
    run: () => {
      on.onRenew()
      renewing.run()
    },
  }
  const revoke = useAnswer(
    () => revokeLinkAction(link.id),
    (ended) => {
      on.onEnded(ended)
      setDialog(null)
    },
  )
  const handOver = (how: HandOver) => {
    if (how === 'full_screen') on.onFullScreen()
    record(how)
  }
  const ask = (which: 'renew' | 'revoke', isWanted: boolean) => (isWanted ? () => setDialog(which) : null)
  useKey('q', isLive && url ? () => handOver('full_screen') : null, region)
  useKey('r', ask('renew', canRenew), region)
  useKey('x', ask('revoke', isLive && link.canEnd), region)
  const message = (dialog !== 'renew' && renew.message) || unrecorded
  return { isLive, canRenew, dialog, setDialog, renew, revoke, handOver, message }
}
