'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'

import { useAnswer } from '@/components/link-card/use-answer'
import { useCopy } from '@/components/link-card/use-copy'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import type { StatusActions } from '@/lib/core/desk-status'

type ChecklistActionsProps = { text: string; checkAgain: StatusActions['checkAgain'] }

/** Takes the checklist along as text, and asks Nango anew. */
export function ChecklistActions({ text, checkAgain }: ChecklistActionsProps) {
  const router = useRouter()
  const field = useRef<HTMLTextAreaElement>(null)
  const { outcome, copy } = useCopy(
    text,
    () => {},
    () => requestAnimationFrame(() => field.current?.select()),
  )
  const { run, isPending, message } = useAnswer(checkAgain, () => router.refresh())
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <Button look="quiet" onClick={() => void copy()}>
        {outcome.state === 'copied' ? 'Copied' : 'Copy as text'}
      </Button>
      <Button aria-busy={isPending} aria-disabled={isPending} onClick={run}>
        {isPending ? 'Checking…' : 'Check again'}
      </Button>
      <output className="sr-only">{outcome.state === 'copied' && 'Copied.'}</output>
      {message && (
        <div role="alert" className="basis-full">
          <FieldError>{message}</FieldError>
        </div>
      )}
      {outcome.state === 'refused' && (
        <textarea
          ref={field}
          readOnly
          aria-label="The checklist as text"
          value={text}
          rows={6}
          className="basis-full rounded-lg border border-control-line bg-surface p-2 font-mono text-xs"
        />
      )}
    </div>
  )
}
