import { type ComponentProps, type ReactNode, Suspense, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon, type IconName } from '@/components/kit/icon.client'

type DialogButtonProps = Pick<ComponentProps<typeof Button>, 'className' | 'variant'> & {
  icon: IconName
  text: string
  /** Fetches the dialog ahead: somebody is about to press. */
  preload: () => void
  /** The dialog, which calls what it is given when it is closed. */
  children: (onClose: () => void) => ReactNode
}

/** A button that opens a dialog whose code comes late. */
export function DialogButton({ icon, text, preload, children, ...rest }: DialogButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onPointerEnter={preload} onFocus={preload} onClick={() => setIsOpen(true)} {...rest}>
        <Icon name={icon} />
        {text}
      </Button>
      <Suspense>{isOpen && children(() => setIsOpen(false))}</Suspense>
    </>
  )
}
