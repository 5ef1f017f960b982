import { tableLook, tbodyLook, tdLook, theadLook, thLook, trLook } from '@/components/table/table-look'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { DeliveryView } from '@/lib/core/desk-status'

/** The last webhooks, newest first. */
export function DeliveriesTable({ deliveries }: { deliveries: DeliveryView[] }) {
  return (
    <table aria-label="Webhook deliveries" className={tableLook}>
      <thead className={theadLook}>
        <tr>
          {['Time', 'Type', 'Operation', 'Integration', 'Outcome'].map((title) => (
            <th key={title} scope="col" className={thLook}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={tbodyLook}>
        {deliveries.map((delivery) => (
          <tr key={delivery.id} className={trLook}>
            <td className={`${tdLook} text-muted`}>
              <LocalMoment at={delivery.receivedAt} />
            </td>
            <td className={`${tdLook} font-mono text-xs`}>{delivery.type}</td>
            <td className={`${tdLook} font-mono text-xs max-md:empty:hidden`}>
              {delivery.operation}
              {delivery.isSuccess === false && ' (failed)'}
            </td>
            <td className={`${tdLook} font-mono text-xs max-md:empty:hidden`}>{delivery.integrationKey}</td>
            <td className={tdLook}>{delivery.outcome}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
