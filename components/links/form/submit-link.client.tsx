import type { RefObject } from 'react'

import { Button } from '@/components/kit/button.client'
import { useWaitStage } from '@/components/kit/use-slow'

type SubmitLinkProps = {
  text: string
  isPending: boolean
  /** Called when a link will probably be created soon. */
  onIntent: () => void
  buttonRef?: RefObject<HTMLButtonElement | null>
}

/** The button of a form that creates a link. It stays focusable while it works, so that the focus is not lost. */
export function SubmitLink({ text, isPending, onIntent, buttonRef }: SubmitLinkProps) {
  const stage = useWaitStage(isPending)
  const news = { none: '', short: 'Creating…', long: 'Waiting for Nango…' }[stage]
  return (
    <>
      <Button
        ref={buttonRef}
        type="submit"
        variant="primary"
        isPending={isPending}
        onFocus={onIntent}
        // The second click of a double click, however slow, is no second intent.
        onClick={(event) => event.detail > 1 && event.preventDefault()}
        onPointerEnter={onIntent}
        className="w-full"
      >
        {news || text}
      </Button>
      <p aria-live="polite" className="sr-only">
        {news}
      </p>
    </>
  )
}
