import { useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import type { ShareActions } from '@/components/share/share-desk.client'
import type { ConnectionView } from '@/lib/core/connection-view'
import { newIntentKey } from '@/lib/core/intent-key'
import type { Language } from '@/lib/core/language'
import type { LiveLinkView } from '@/lib/core/link-view'
import { nextIntentKey } from '@/lib/core/next-intent-key'

/** Makes a reconnect link. A press after a failure is a new wish; one whose outcome is open is the same wish again. */
export const useReconnect = (
  { id, integration }: ConnectionView,
  readLanguage: () => Language | null,
  reconnect: ShareActions['reconnect'],
  onMade: (live: LiveLinkView) => void,
) => {
  const [intentKey, setIntentKey] = useState(newIntentKey)
  const make = async () => {
    const answer = await reconnect({
      intentKey,
      integration: integration.key,
      connectionId: id,
      language: readLanguage(),
    })
    setIntentKey(nextIntentKey(intentKey, answer.ok ? null : answer.failure, newIntentKey()))
    return answer
  }
  return useAnswer(make, onMade)
}
