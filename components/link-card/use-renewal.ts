import { useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import type { LinkActions } from '@/lib/core/answers'
import { newIntentKey } from '@/lib/core/intent-key'
import type { LiveLinkView } from '@/lib/core/link-view'
import { nextIntentKey } from '@/lib/core/next-intent-key'

/** Renews a link. A press after a failure is a new wish; one whose outcome is open is the same wish again. */
export const useRenewal = (linkId: string, actions: LinkActions, onRenewed: (live: LiveLinkView) => void) => {
  const [intentKey, setIntentKey] = useState(newIntentKey)
  const renew = async () => {
    const answer = await actions.renew(linkId, intentKey)
    setIntentKey(nextIntentKey(intentKey, answer.ok ? null : answer.failure, newIntentKey()))
    return answer
  }
  return useAnswer(renew, onRenewed)
}
