/**
 * Why a link has an alarm. `unexpected`: a connection with its tag is one too many. The two others are guesses about what
 * came after its end: a connection without tags, or an account that was replaced.
 */
export type AlarmKind = 'unexpected' | Guess
export type Guess = 'untagged' | 'replaced'

/** One open alarm of a link. `at` is an ISO instant on the desk's clock. */
export type LinkAlarmView = {
  kind: AlarmKind
  integrationKey: string
  connectionId: string
  at: string
  /** How many other links it may have come of. */
  otherLinks: number
}

/** How a guess was settled. `left`: it is the product's own and stays as it is. */
export type Settlement = 'disconnected' | 'tagged' | 'left'
