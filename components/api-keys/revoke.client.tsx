'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { dialogClass } from '@/components/api-keys/create.client'
import { Button } from '@/components/kit/button.client'
import { Dialog } from '@/components/kit/dialog.client'
import { Notice } from '@/components/kit/notice.client'
import { useAnswer } from '@/components/kit/use-answer'
import type { ApiKeyActions } from '@/lib/api-keys/schema'
import { type ApiKeyView } from '@/lib/api-keys/view'

type RevokeApiKeyProps = { apiKey: ApiKeyView; revoke: ApiKeyActions['revoke'] }

/** Ends a key, after asking. */
export function RevokeApiKey({ apiKey, revoke }: RevokeApiKeyProps) {
  const router = useRouter()
  const [isAsked, setIsAsked] = useState(false)
  const close = () => setIsAsked(false)
  const { run, isPending, message } = useAnswer(
    () => revoke(apiKey.id),
    () => {
      close()
      router.refresh()
    },
  )
  const question = `Revoke the key ${apiKey.name}?`
  return (
    <>
      <Button
        variant="danger"
        className="h-8! max-md:-ml-3 pointer-coarse:h-control!"
        aria-label={`Revoke the key ${apiKey.name}`}
        onClick={() => setIsAsked(true)}
      >
        Revoke
      </Button>
      <Dialog isOpen={isAsked} onClose={close} label={question} className={dialogClass}>
        <div className="flex flex-col gap-4">
          <h2 className="text-lg font-semibold">{question}</h2>
          <p>The tool that uses it is refused from its next call on. This cannot be undone.</p>
          <p>Links that were made with it live on; you find and revoke them on Links.</p>
          {message && (
            <Notice tone="failure" role="alert">
              {message}
            </Notice>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button variant="alarm" aria-busy={isPending} aria-disabled={isPending} onClick={run}>
              {isPending ? 'Revoking…' : 'Revoke'}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
