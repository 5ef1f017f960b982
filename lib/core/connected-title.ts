import type { ConnectedCustomer } from '@/lib/customers/fields'

/** How to call the customer of a connection, which may carry nothing that names one. */
export const connectedTitle = ({ displayName, email, id }: ConnectedCustomer) =>
  displayName ?? email ?? id ?? 'Unknown customer'
