import type { Context } from 'hono'

import type { ConnectSession } from '../model/connect-session'

/** What the middlewares leave for the handlers of an API call. */
export type ApiEnv = {
  Variables: {
    /** The parsed JSON, undefined where none was sent. */
    body: unknown
    /** The session whose token authenticated the call; undefined for a call with an API key. */
    session: ConnectSession | undefined
    /** Scopes of the API key; none for a call with a token. */
    scopes: readonly string[]
  }
}

export type ApiContext = Context<ApiEnv>
