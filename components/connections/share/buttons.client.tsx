'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'

import { type ShareSubject, useShare } from '@/components/connections/share/desk.client'
import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { MenuButton } from '@/components/kit/menu.client'
import type { ConnectionView } from '@/lib/connections/view'
import type { ConnectedCustomer } from '@/lib/core/customer-fields'
import { routes } from '@/lib/core/routes'

type Variant = 'primary' | 'plain' | 'quiet' | 'menu'

type ShareConnectLinkProps = { customer?: ConnectedCustomer; variant?: Variant; className?: string }

/** Opens the New link form in place, filled in for a customer where one is given. Stands inside `ShareDesk`. */
export function ShareConnectLink({ customer, variant = 'quiet', className }: ShareConnectLinkProps) {
  return (
    <ShareButton
      subject={{ kind: 'connect', customer: customer ?? null }}
      text="Share connect link"
      variant={variant}
      className={className}
    />
  )
}

type ShareReconnectLinkProps = {
  connection: ConnectionView
  variant?: Variant
  className?: string
  /** Asks as soon as the page stands; the address then loses its query, so that a reload does not ask again. */
  opensAtOnce?: boolean
}

/** Asks, then creates a link that connects this connection anew. Stands inside `ShareDesk`. */
export function ShareReconnectLink(props: ShareReconnectLinkProps) {
  const { connection, variant = 'quiet', className, opensAtOnce = false } = props
  const router = useRouter()
  const { open } = useShare()
  const subject: ShareSubject = { kind: 'reconnect', connection }
  const openAtOnce = useEffectEvent(() => {
    open(subject, null)
    router.replace(routes.connection(connection.integration.key, connection.id), { scroll: false })
  })
  useEffect(() => {
    if (opensAtOnce) openAtOnce()
  }, [opensAtOnce])
  return <ShareButton subject={subject} text="Share reconnect link" variant={variant} className={className} />
}

type ShareButtonProps = {
  subject: ShareSubject
  text: string
  variant: Variant
  className: string | undefined
}

function ShareButton({ subject, text, variant, className = '' }: ShareButtonProps) {
  const { open, prepare } = useShare()
  const preparing = {
    onFocus: () => prepare(subject.kind),
    onPointerEnter: () => prepare(subject.kind),
  }
  const icon = subject.kind === 'connect' ? 'share' : 'renew'
  if (variant === 'menu')
    return (
      <MenuButton
        icon={icon}
        className={className}
        onChoose={(opener) => open(subject, opener)}
        {...preparing}
      >
        {text}
      </MenuButton>
    )
  return (
    <Button
      variant={variant}
      className={className}
      onClick={(event) => open(subject, event.currentTarget)}
      {...preparing}
    >
      <Icon name={icon} />
      {text}
    </Button>
  )
}
