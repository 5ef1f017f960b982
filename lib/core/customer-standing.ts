/** A live link of a customer, for some of the integrations asked for. */
export type StandingLink = {
  id: string
  integrations: string[]
  makerName: string
  isMine: boolean
  createdAt: string
  endsAt: string
}

/** What a customer has already, for the integrations asked for, by their keys. Instants are ISO strings. */
export type CustomerStanding = {
  /** The desk's clock as of this answer. */
  asOf: string
  liveLinks: StandingLink[]
  /** The newest connection of each integration. Empty while Nango cannot be asked. */
  connections: { id: string; integration: string; connectedAt: string }[]
}

/** Whether an answer is a standing and not some proxy's page. The server is ours: only the outline is looked at. */
export const isCustomerStanding = (value: unknown): value is CustomerStanding =>
  typeof value === 'object' && value !== null && 'liveLinks' in value && 'connections' in value
