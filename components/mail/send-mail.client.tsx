import { Suspense, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useMails } from '@/components/shell/viewer.client'
import type { LinkView } from '@/lib/links/view'

const { Part: SendDialog, preload } = lazyPart(
  () => import('@/components/mail/send-dialog.client').then((module) => module.SendDialog),
  'This could not be loaded. Reload the page to send the link by mail.',
)

/** The button on a link's card that has the desk mail it to the customer; absent where it sends no mails. */
export function SendMail({ link }: { link: LinkView }) {
  const [isOpen, setIsOpen] = useState(false)
  if (!useMails()) return null
  return (
    <>
      <Button onPointerEnter={preload} onFocus={preload} onClick={() => setIsOpen(true)}>
        <Icon name="mail" />
        Send by mail
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <SendDialog link={link} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
