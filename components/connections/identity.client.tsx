import { IntegrationLogo } from '@/components/integrations/logo.client'
import { Id, Name } from '@/components/kit/name.client'
import { connectedTitle, type ConnectionView } from '@/lib/connections/view'

/** Which connection it is: whose, with what, and its id. */
export function ConnectionIdentity({ connection }: { connection: ConnectionView }) {
  const { id, integration, customer } = connection
  const title = connectedTitle(customer)
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 rounded-lg border border-hairline bg-surface p-4">
      <dt className="text-muted">Customer</dt>
      <dd className="wrap-anywhere">
        <Name className="font-medium">{title}</Name>{' '}
        {customer.organizationName && (
          <span className="text-muted">
            {'· '}
            <Name>{customer.organizationName}</Name>
          </span>
        )}{' '}
        {customer.id && customer.id !== title && <Id className="ml-1 text-muted">{customer.id}</Id>}
      </dd>
      <dt className="text-muted">Integration</dt>
      <dd className="flex min-w-0 items-center gap-2">
        <IntegrationLogo provider={integration.provider} name={integration.displayName} className="size-4" />
        <Name className="truncate">{integration.displayName}</Name>
      </dd>
      <dt className="text-muted">Connection</dt>
      <dd className="font-mono text-sm wrap-anywhere">
        <Name>{id}</Name>
      </dd>
    </dl>
  )
}
