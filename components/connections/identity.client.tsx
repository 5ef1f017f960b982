import { IntegrationLogo } from '@/components/integrations/logo.client'
import { connectedTitle, type ConnectionView } from '@/lib/connections/view'

/** Which connection it is: whose, with what, and its id. */
export function ConnectionIdentity({ connection }: { connection: ConnectionView }) {
  const { id, integration, customer } = connection
  const title = connectedTitle(customer)
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 rounded-lg border border-hairline bg-surface p-4">
      <dt className="text-muted">Customer</dt>
      <dd translate="no" className="wrap-anywhere">
        <span className="font-medium">{title}</span>
        {customer.organizationName && <span className="text-muted"> · {customer.organizationName}</span>}
        {customer.id && customer.id !== title && (
          <span className="ml-2 font-mono text-xs text-muted">{customer.id}</span>
        )}
      </dd>
      <dt className="text-muted">Integration</dt>
      <dd translate="no" className="flex min-w-0 items-center gap-2">
        <IntegrationLogo provider={integration.provider} name={integration.displayName} className="size-4" />
        <span className="truncate">{integration.displayName}</span>
      </dd>
      <dt className="text-muted">Connection</dt>
      <dd translate="no" className="font-mono text-sm wrap-anywhere">
        {id}
      </dd>
    </dl>
  )
}
