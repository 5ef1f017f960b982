'use client'

import { useWaitStage } from '@/components/link-form/use-wait-stage'
import { Button } from '@/components/ui/button'

const words = { none: 'Create link', short: 'Creating…', long: 'Waiting for Nango…' } as const

type SubmitLinkProps = { isPending: boolean; onIntent: () => void }

/** The form's button. It stays focusable while it works, so that the focus is not lost. */
export function SubmitLink({ isPending, onIntent }: SubmitLinkProps) {
  const stage = useWaitStage(isPending)
  return (
    <>
      <Button
        type="submit"
        look="primary"
        aria-busy={isPending}
        aria-disabled={isPending}
        onFocus={onIntent}
        // The second click of a double click, however slow, is not a second wish.
        onClick={(event) => event.detail > 1 && event.preventDefault()}
        onPointerEnter={onIntent}
        className="w-full"
      >
        {words[stage]}
      </Button>
      <p aria-live="polite" className="sr-only">
        {stage === 'none' ? '' : words[stage]}
      </p>
    </>
  )
}
