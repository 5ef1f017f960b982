import 'server-only'
import type { ServerResponse } from 'node:http'

import { everyAnswer, plainAnswer } from '@/lib/core/answer-headers'

import { isHttps } from './own-origin'

/**
 * Completes the headers of an answer at the moment they leave, whoever wrote it: a page, a route, Next's own files and
 * errors. What was set by then stays: Next would add a second value to one that stands there before.
 */
export const completeHeaders = (response: ServerResponse) => {
  const writeHead = response.writeHead.bind(response)
  const complete = (...head: Parameters<ServerResponse['writeHead']>) => {
    const strict = isHttps() ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}
    for (const [name, value] of Object.entries({ ...plainAnswer, ...everyAnswer, ...strict }))
      if (!response.hasHeader(name) && !response.headersSent) response.setHeader(name, value)
    return writeHead(...head)
  }
  Object.assign(response, { writeHead: complete })
}
