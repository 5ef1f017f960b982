import { Suspense, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'

const { Part: MessageDialog, preload } = lazyPart(
  () => import('@/components/messages/message-dialog.client').then((module) => module.MessageDialog),
  'The message could not be loaded. Reload the page to copy it.',
)

type CopyMessageProps = { linkId: string; isHandoff: boolean; className?: string }

/** The button on a link's card for a whole message to its customer. */
export function CopyMessage({ linkId, isHandoff, className = '' }: CopyMessageProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setIsOpen(true)}
        className={className}
      >
        <Icon name="message" />
        Copy message
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <MessageDialog linkId={linkId} isHandoff={isHandoff} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
