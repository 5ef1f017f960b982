import { useEffect, useEffectEvent, useRef } from 'react'

import { Button } from '@/components/kit/button.client'
import { NewLinkButton } from '@/components/links/form/after-first.client'
import { isIdInput } from '@/components/links/form/customer-fields.client'

type BesideCardProps = {
  /** The customer of the link that is shown. */
  servedId: string
  isFormInFront: boolean
  onForm: () => void
  /** Null for whoever may make none. */
  onNewLink: (() => void) | null
}

/** What the page has and does beside a card: the ways back, where that takes the form's place. */
export function BesideCard({ servedId, isFormInFront, onForm, onNewLink }: BesideCardProps) {
  useServedId(servedId)
  useOtherSide(isFormInFront)
  return (
    <div className="mb-4 flex flex-wrap justify-between gap-2 split:hidden">
      <Button data-other-side onClick={onForm}>
        Back to the form
      </Button>
      {onNewLink && <NewLinkButton onPress={onNewLink} />}
    </div>
  )
}

/**
 * A form whose link is made is done with its customer: the first press into the id picks it up whole, so that the next one is
 * typed over it, and what else was theirs leaves with it.
 */
const useServedId = (servedId: string) => {
  const isFresh = useRef(false)
  const pick = useEffectEvent(({ target }: Event) => {
    const isServed = isIdInput(target) && target.value === servedId
    if (isServed) target.select()
    return isServed
  })
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const onFocus = (event: Event) => {
      isFresh.current = pick(event)
    }
    // A press puts the caret somewhere after it has given the focus.
    const onClick = (event: Event) => {
      if (isFresh.current) pick(event)
      isFresh.current = false
    }
    const onKey = () => {
      isFresh.current = false
    }
    document.addEventListener('focusin', onFocus, { signal })
    document.addEventListener('click', onClick, { signal })
    document.addEventListener('keydown', onKey, { signal })
    return () => listening.abort()
  }, [])
}

/** On a narrow screen the button that changes sides is gone with its own: the focus goes on to the way back. */
const useOtherSide = (isFormInFront: boolean) => {
  const known = useRef(isFormInFront)
  useEffect(() => {
    if (known.current === isFormInFront) return
    known.current = isFormInFront
    const { activeElement } = document
    if (activeElement !== document.body && activeElement?.checkVisibility()) return
    const ways = [...document.querySelectorAll<HTMLElement>('[data-other-side]')]
    ways.find((way) => way.checkVisibility())?.focus()
  }, [isFormInFront])
}
