/** A live link that a connection's customer may have in hand. `endsAt` is an ISO instant on the desk's clock. */
export type WaitingLink = {
  id: string
  /** It connects this connection anew; else it makes the customer a new one. */
  isReconnect: boolean
  /** What it is for, in words. */
  integrations: string[]
  makerName: string
  isMine: boolean
  endsAt: string
}

/** Whether an answer is such links and not some proxy's page. The server is ours: only the outline is read. */
export const isWaitingAnswer = (value: unknown): value is { waiting: WaitingLink[] } =>
  typeof value === 'object' && value !== null && 'waiting' in value && Array.isArray(value.waiting)

const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** The beginning of a sentence about such a link, such as "A connect link for GitHub, made by you, waits". */
export const waitingText = ({ isReconnect, integrations, isMine, makerName }: WaitingLink): string => {
  const what = isReconnect ? 'A reconnect link' : `A connect link for ${list.format(integrations)}`
  return `${what}, made by ${isMine ? 'you' : makerName}, waits for the customer`
}
