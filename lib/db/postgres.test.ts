import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

import { afterEach, expect, it } from 'vitest'

import { explainDatabaseError } from './explain'
import { openPool, targetOf } from './postgres'

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => once(server.close(), 'close')))
})

/** What a client that wants TLS begins with. */
const wantsTls = (message: Buffer | undefined) =>
  message?.length === 8 && message.readUInt32BE(4) === 80_877_103

/** A server that answers each message so, or hangs up; `first` has the first message of each connection. */
const stand = async (answer: (message: Buffer) => string | null) => {
  const first: Buffer[] = []
  const server = createServer((socket) => {
    socket.once('data', (message) => first.push(message))
    socket.on('error', () => {})
    socket.on('data', (message) => {
      const said = answer(message)
      if (said === null) socket.destroy()
      else socket.write(said, 'latin1')
    })
  })
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return { first, port: address !== null && typeof address === 'object' ? address.port : 0 }
}

/** In which words a URL is refused. */
const refusalOf = (url: string) =>
  openPool(targetOf(url), { max: 1, statementMs: 5_000, silentMs: 6_000 }).then(
    () => 'opened',
    (error: unknown) => explainDatabaseError(error),
  )

it.each(['require', 'verify-full'])(
  'a socket among the hosts takes no TLS from the others with sslmode=%s',
  async (mode) => {
    const { first, port } = await stand(() => null)
    for (const hosts of ['/nowhere,127.0.0.1', '127.0.0.1,/nowhere'])
      await refusalOf(`postgres://u@/d?host=${hosts}&port=${port}&sslmode=${mode}`)
    expect(first.map(wantsTls)).toEqual([true, true])
  },
)

it('nor does a server without TLS, where it is not required', async () => {
  const plain = await stand((message) => (wantsTls(message) ? 'N' : null))
  const other = await stand(() => null)
  await refusalOf(`postgres://u@127.0.0.1:${plain.port},127.0.0.1:${other.port}/d`)
  expect(plain.first.map(wantsTls)).toEqual([true, false])
  expect(other.first.map(wantsTls)).toEqual([true])
})

it.each([
  ['something else than PostgreSQL', '', () => 'SSH-2.0-Example\r\n', 'is no PostgreSQL'],
  ['that, asked without TLS', '?sslmode=disable', () => 'J\0\0\0\n8.0.36\0\0\0\0\0', 'is no PostgreSQL'],
  [
    'a server that wants a way of signing in that the driver does not know',
    '',
    (message: Buffer) => (wantsTls(message) ? 'N' : 'R\0\0\0\b\0\0\0\x07'),
    'scram-sha-256',
  ],
  [
    'a server of another protocol behind the S',
    '',
    (message: Buffer) => (wantsTls(message) ? 'S' : 'HTTP/1.1 400\r\n'),
    'speaks no TLS',
  ],
])('%s is told in words', async (_, query, answer, words) => {
  const { port } = await stand(answer)
  const said = await refusalOf(`postgres://u:canary@127.0.0.1:${port}/d${query}`)
  expect(said).toContain(words)
  expect(said).not.toContain('canary')
})
