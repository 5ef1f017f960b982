import { useCallback, useState } from 'react'

import { copyText } from '@/components/kit/copy.client'
import { toFailure } from '@/components/kit/failure-text.client'
import { useLatest } from '@/components/messages/use-latest'
import type { FailureView } from '@/lib/core/failure'
import type { Language } from '@/lib/core/language'
import { viewerZone } from '@/lib/core/zone'
import { offerMessageAction } from '@/lib/messages/actions'
import type { MessageView } from '@/lib/messages/view'
import type { Channel } from '@/lib/messages/words'

type Wanted = { linkId: string; channel: Channel; language: Language | null }

/** The message at this moment. Each that is taken, with its address, is kept in the link's history. */
const askFor = (wanted: Wanted, isTaken: boolean) => {
  return offerMessageAction({ ...wanted, zone: viewerZone(), isTaken })
}

/** Carries why there is no message to where it was to go. */
class NotGiven extends Error {
  constructor(readonly failure: FailureView) {
    super(failure.message)
  }
}

const takeMessage = async (wanted: Wanted): Promise<MessageView> => {
  const answer = await askFor(wanted, true)
  if (!answer.ok) throw new NotGiven(answer.failure)
  return answer.value
}

const failureOf = (error: unknown) => (error instanceof NotGiven ? error.failure : toFailure(error))

/** The message as it would be, without its address. */
export function usePreview({ linkId, channel, language }: Wanted) {
  const ask = useCallback(() => askFor({ linkId, channel, language }, false), [linkId, channel, language])
  const { shown, failure } = useLatest(ask)
  const isFitting = shown?.channel === channel && (language === null || shown.language === language)
  return { shown, failure, isBusy: !isFitting && failure === null }
}

/** What came of taking a message; one that the browser did not copy is there to be copied by hand. */
type Taking = { isCopied: boolean; byHand: string | null; failure: FailureView | null }

const nothing: Taking = { isCopied: false, byHand: null, failure: null }

/** Takes the message along: to the clipboard, or to the program that an address opens. */
export function useTaking(wanted: Wanted) {
  const [outcome, setOutcome] = useState(nothing)
  const [isBusy, setIsBusy] = useState(false)
  const take = async (pass: (taken: Promise<MessageView>) => Promise<Partial<Taking>>) => {
    if (isBusy) return
    setIsBusy(true)
    setOutcome(nothing)
    // Asked for within the press, which is when a browser lets a page copy.
    const passed = pass(takeMessage(wanted))
    setOutcome({
      ...nothing,
      ...(await passed.catch((error: unknown) => ({ failure: failureOf(error) }))),
    })
    setIsBusy(false)
  }
  const copy = () =>
    take(async (taken) => {
      const text = taken.then(({ body }) => body)
      return (await copyText(text)) ? { isCopied: true } : { byHand: await text }
    })
  const open = (toAddress: (message: MessageView) => string) =>
    take(async (taken) => {
      Object.assign(document.createElement('a'), { href: toAddress(await taken) }).click()
      return {}
    })
  return { outcome, isBusy, copy, open, forget: () => setOutcome(nothing) }
}
