import type { ReactNode } from 'react'

import { ProgressList } from '@/components/link-card/progress-list'
import { Notice } from '@/components/ui/notice'
import { customerTitle } from '@/lib/core/customer-title'
import type { LinkView } from '@/lib/core/link-view'

type CardFrameProps = {
  link: LinkView
  badge: ReactNode
  alarms: ReactNode
  children: ReactNode
  footer: ReactNode
}

/** The parts of a card that stand still whatever happens to the link: its height is the same in every state. */
export function CardFrame({ link, badge, alarms, children, footer }: CardFrameProps) {
  return (
    <>
      <header className="flex min-h-12 items-center justify-between gap-3 border-b border-hairline px-4">
        <h2 className="font-semibold">{link.reconnectsId ? 'Reconnect link' : 'Connect link'}</h2>
        {badge}
      </header>
      {alarms}
      <IntegrationGone link={link} />
      {link.connectionGoneAt && (
        <Notice tone="failure" role="alert" className="m-4 mb-0">
          The connection that this link was to reconnect is no more at Nango, so the link leads nowhere.
          Revoke it, and make a new connect link for the customer.
        </Notice>
      )}
      <div className="flex flex-col gap-4 p-4">
        <div className="flex flex-col gap-2">
          <p className="truncate">
            <span className="font-medium">{customerTitle(link.customer)}</span>
            {link.customer.organizationName && (
              <span className="text-muted"> · {link.customer.organizationName}</span>
            )}
            {customerTitle(link.customer) !== link.customer.id && (
              <span className="ml-2 font-mono text-xs text-muted">{link.customer.id}</span>
            )}
          </p>
          <ProgressList integrations={link.integrations} />
          {link.hosts.length > 0 && (
            <p className="text-sm wrap-anywhere">
              Credentials go to <span className="font-mono">{link.hosts.join(', ')}</span>
            </p>
          )}
        </div>
        <div className="grid min-h-stage-tall grid-cols-[minmax(0,1fr)] @md:min-h-stage">{children}</div>
      </div>
      <footer className="flex min-h-[calc(var(--control)+1.25rem)] flex-wrap items-center justify-end gap-2 border-t border-hairline px-4 py-2">
        {footer}
      </footer>
    </>
  )
}

/** Nango lets nobody connect with an integration that was deleted there, and says so to the customer alone. */
function IntegrationGone({ link: { state, integrations } }: { link: LinkView }) {
  const gone = integrations.filter(({ goneAt, connectedAt }) => goneAt !== null && connectedAt === null)
  if (state !== 'active' || gone.length === 0) return null
  const names = new Intl.ListFormat('en').format(gone.map(({ displayName }) => displayName))
  return (
    <Notice tone="failure" role="alert" className="m-4 mb-0">
      {names} {gone.length > 1 ? 'were' : 'was'} deleted at Nango, so this link cannot connect{' '}
      {gone.length > 1 ? 'them' : 'it'}. Revoke the link, and make a new one with an integration that is
      there. If it was deleted by mistake, have an admin make it again.
    </Notice>
  )
}

export const cardLook =
  '@container scroll-mt-18 rounded-lg border border-hairline bg-surface desk:scroll-mt-4'
