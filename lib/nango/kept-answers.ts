import 'server-only'
import type { FailureCode } from '@/lib/core/failure'
import { perProcess } from '@/lib/core/per-process'
import type { Result } from '@/lib/core/result'

import type { Nango } from './client'

type Kept<T> = { atMs: number; answer: Promise<Result<T>> }

/** How long answers are kept, how many at most, and which failures among them. */
type Rule = { keptMs: number; most?: number; keepsFailure: (code: FailureCode) => boolean }

/**
 * Answers of one kind of question, so that Nango hears the same question at most once in `keptMs` from this process,
 * whoever asks. Questions are asked at `atMs`; the map is in their order.
 */
export function keepAnswers<T>(name: string, { keptMs, most = Infinity, keepsFailure }: Rule) {
  const ofAll = perProcess(name, () => new WeakMap<Nango, Map<string, Kept<T>>>())
  const keptOf = (nango: Nango) => {
    const kept = ofAll.get().get(nango) ?? new Map<string, Kept<T>>()
    ofAll.get().set(nango, kept)
    return kept
  }
  const find = (nango: Nango, key: string, atMs: number) => {
    const known = keptOf(nango).get(key)
    return known && atMs - known.atMs < keptMs ? known.answer : null
  }
  return {
    isKept: (nango: Nango, key: string, atMs: number) => find(nango, key, atMs) !== null,
    forget: (nango: Nango) => void ofAll.get().delete(nango),
    /** What was answered to the same question, or else to this one. */
    ask: (
      nango: Nango,
      key: string,
      atMs: number,
      question: () => Promise<Result<T>>,
    ): Promise<Result<T>> => {
      const kept = keptOf(nango)
      const known = find(nango, key, atMs)
      if (known) return known
      for (const [old, one] of kept) if (atMs - one.atMs >= keptMs || kept.size >= most) kept.delete(old)
      const answer = question()
      kept.set(key, { atMs, answer })
      void answer.then((result) => {
        if (!result.ok && !keepsFailure(result.failure.code) && kept.get(key)?.answer === answer)
          kept.delete(key)
      })
      return answer
    },
  }
}
