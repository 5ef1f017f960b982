import type { Context } from 'hono'

import type { ConnectSession } from '../model/connect-session'

/** What the middlewares leave for the handlers of an API call. */
export type ApiEnv = {
  Variables: {
    body: unknown
    /** The session whose token authenticated the call; undefined for a call with the API key. */
    session: ConnectSession | undefined
  }
}

export type ApiContext = Context<ApiEnv>
