import { useEffect, useState } from 'react'

import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import type { FailureView } from '@/lib/core/failure'
import type { Language } from '@/lib/core/language'
import type { MailPreview } from '@/lib/mail/view'
import { previewMailAction, sendMailAction } from '@/lib/messages/actions'

/** The mail as it would go out, in a language, or in the customer's; the last one stands until the next is there. */
const usePreview = (linkId: string, language: Language | null) => {
  const [shown, setShown] = useState<MailPreview | null>(null)
  const [failure, setFailure] = useState<FailureView | null>(null)
  useEffect(() => {
    const asked = { isCurrent: true }
    const settle = (mail: MailPreview | null, why: FailureView | null) => {
      if (!asked.isCurrent) return
      if (mail) setShown(mail)
      setFailure(why)
    }
    previewMailAction({ linkId, language }).then(
      (answer) => (answer.ok ? settle(answer.value, null) : settle(null, answer.failure)),
      (error: unknown) => settle(null, toFailure(error)),
    )
    return () => {
      asked.isCurrent = false
    }
  }, [linkId, language])
  const isFitting = shown !== null && (language === null || shown.language === language)
  return { shown, setShown, failure, isBusy: !isFitting && failure === null }
}

const unknownYet = { to: null, language: null, seen: '', left: null }

type Sent = { linkId: string; lastTo: string | null; onQueued: () => void }

/** What stands in the dialog that mails a link, and how it goes. `lastTo` is the address that it was sent to last. */
export function useSending({ linkId, lastTo, onQueued }: Sent) {
  const [chosen, setLanguage] = useState<Language | null>(null)
  const { shown, setShown, failure, isBusy } = usePreview(linkId, chosen)
  const { left, seen, ...known } = shown ?? unknownYet
  const [typed, setTo] = useState(lastTo)
  const [withReminders, setWithReminders] = useState(false)
  /** Another text than the one that was sent off stands there now. */
  const [isChanged, setIsChanged] = useState(false)
  const to = typed ?? known.to ?? ''
  const send = () => sendMailAction({ linkId, language: known.language, to, seen, withReminders })
  const sending = useAnswer(send, (sent) => {
    if (sent.isQueued) return onQueued()
    setShown(sent.preview)
    setIsChanged(true)
  })
  return {
    shown,
    isBusy,
    isChanged,
    to,
    setTo,
    toError: sending.failure?.fieldErrors['to'],
    language: chosen ?? known.language,
    setLanguage,
    withReminders,
    setWithReminders,
    mayGo: !isBusy && Boolean(left),
    isSpent: left === 0,
    sending,
    unseen: failure && <FailureText failure={failure} />,
  }
}
