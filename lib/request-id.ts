import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

import { perProcess } from './process/per-process'

type Request = { id: string; address: string }

const requests = perProcess('requests', () => new AsyncLocalStorage<Request>())

/** The id of the request being served; undefined in work that no request asked for. */
export const requestId = (): string | undefined => requests.get().getStore()?.id

/** From where the request being served came, as `clientAddress` says it; undefined in work that no request asked for. */
export const requestAddress = (): string | undefined => requests.get().getStore()?.address

/**
 * Names everything that runs from here on, synchronously or later, after a request. A proxy's own id is kept when it is
 * a short token, so that it is the same in all logs. Returns the id.
 */
export const beginRequest = (given: string | string[] | undefined, address: string): string => {
  const id = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : newId()
  requests.get().enterWith({ id, address })
  return id
}

/** 48 random bits, short enough to be read out on the phone. */
const newId = () => `req_${randomBytes(6).toString('hex')}`
