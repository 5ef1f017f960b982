import { useRef, useState } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import type { Answer } from '@/lib/core/answers'
import type { LinkView } from '@/lib/core/link-view'
import type { LiveLinksScope } from '@/lib/core/live-links-scope'

/** What became of one link; `message` says why it was not revoked. */
export type Outcome = { link: LinkView; message: string | null }

const unreachable = 'Connect Desk could not be reached.'

/** Finds the live links of a scope, then revokes them one after another; it can be stopped between two. */
export const useRevokeMany = (
  listLive: (scope: LiveLinksScope) => Promise<Answer<LinkView[]>>,
  revoke: (linkId: string) => Promise<Answer<LinkView>>,
) => {
  const wanted = useRef<LiveLinksScope | null>(null)
  const [found, setFound] = useState<LinkView[] | null>(null)
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [isRunning, setIsRunning] = useState(false)
  const isStopped = useRef(false)
  const finding = useAnswer(
    () => (wanted.current ? listLive(wanted.current) : Promise.reject(new Error('nothing to look for'))),
    setFound,
  )
  const revokeOne = async (link: LinkView): Promise<Outcome> => {
    const answer = await revoke(link.id).catch(() => null)
    if (!answer) return { link, message: unreachable }
    return answer.ok ? { link: answer.value, message: null } : { link, message: answer.failure.message }
  }
  const start = async () => {
    isStopped.current = false
    setIsRunning(true)
    for (const link of found ?? []) {
      if (isStopped.current) break
      const outcome = await revokeOne(link)
      setOutcomes((before) => [...before, outcome])
    }
    setIsRunning(false)
  }
  return {
    found,
    outcomes,
    isRunning,
    isFinding: finding.isPending,
    message: finding.message,
    find: (scope: LiveLinksScope) => {
      wanted.current = scope
      finding.run()
    },
    start: () => void start(),
    stop: () => {
      isStopped.current = true
    },
  }
}

export type RevokeManyState = ReturnType<typeof useRevokeMany>
