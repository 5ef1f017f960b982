/** The hosts that values set beforehand may reach, of one integration. */
export type HostListView = {
  key: string
  label: string
  entries: string[]
  /** What decides the host, in the provider's words, such as `Instance subdomain ([…].my.example.com)`. */
  fields: string[]
}

export type HostListsView = {
  lists: HostListView[]
  /** Integrations of which Nango has not told yet whether a value decides the host. */
  unread: number
}
