import { useEffect, useRef } from 'react'

import { useCopy } from '@/components/link-card/use-copy'
import { Button } from '@/components/ui/button'
import { controlLook } from '@/components/ui/control-look'
import { Icon } from '@/components/ui/icon.client'
import { Notice } from '@/components/ui/notice'
import type { NewApiKeyView } from '@/lib/core/api-key-view'

const nothing = () => {}

/** A new key, to be copied now. */
export function ApiKeyOnce({ made, onDone }: { made: NewApiKeyView; onDone: () => void }) {
  const text = useRef<HTMLInputElement>(null)
  const { outcome, copy } = useCopy(made.key, nothing, nothing)
  const { state } = outcome
  useEffect(() => text.current?.focus(), [])
  useEffect(() => {
    if (outcome.state === 'refused') text.current?.select()
  }, [outcome])
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">The key of {made.view.name}</h2>
      <Notice tone="warning">
        Copy it now: it is not shown again. Keep it where your tool keeps secrets.
      </Notice>
      <div className="flex flex-col gap-2">
        <input
          ref={text}
          readOnly
          value={made.key}
          aria-label="API key"
          onFocus={({ currentTarget }) => currentTarget.select()}
          className={`${controlLook} font-mono text-sm!`}
        />
        <div className="flex items-center justify-between gap-2">
          <p aria-live="polite" className="text-sm text-muted">
            {state === 'copied' && 'Copied.'}
            {state === 'refused' && 'The browser refused to copy. The key is selected: copy it by hand.'}
          </p>
          <div className="flex gap-2">
            <Button look="primary" onClick={() => void copy()}>
              <Icon name={state === 'copied' ? 'check' : 'copy'} />
              Copy key
            </Button>
            <Button onClick={onDone}>Done</Button>
          </div>
        </div>
      </div>
    </div>
  )
}
