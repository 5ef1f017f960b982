import type { ConnectionsFilter } from '@/lib/connections/schema'
import type { LinksFilter } from '@/lib/links/schema/lists'

export const noLinksFilter: LinksFilter = {
  search: '',
  status: null,
  integration: null,
  staff: null,
  from: null,
  to: null,
  zone: null,
}

export const noConnectionsFilter: ConnectionsFilter = {
  search: '',
  integration: null,
  health: null,
  customer: null,
}
