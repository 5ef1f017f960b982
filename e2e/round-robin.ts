import { createServer } from 'node:http'

import { fetchFromTarget, sendAnswer } from '@/lib/testing/fault-server'

/** Header of every answer: which of the targets it came from. */
export const servedBy = 'x-served-by'

export type RoundRobin = { close: () => Promise<void> }

/** A load balancer on loopback: passes each request to the next of the targets (origins) that can be reached. */
export async function startRoundRobin(port: number, targets: string[]): Promise<RoundRobin> {
  let turn = 0
  const server = createServer((request, response) => {
    const order = targets.map((_, index) => (turn + index) % targets.length)
    turn += 1
    request.headers['x-forwarded-host'] = `localhost:${port}`
    request.headers['x-forwarded-proto'] = 'http'
    const [first = 0, ...rest] = order
    const ask = async (index: number, others: number[]): Promise<void> => {
      try {
        const answer = await fetchFromTarget(targets[index] ?? '', request)
        sendAnswer(response, { ...answer, headers: { ...answer.headers, [servedBy]: String(index) } })
      } catch {
        const [next, ...more] = others
        // A body is read only once: a request with one is not sent a second time.
        if (next === undefined || request.method !== 'GET') response.destroy()
        else await ask(next, more)
      }
    }
    void ask(first, rest)
  })
  await new Promise<void>((resolve) => {
    server.listen(port, 'localhost', resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
