import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

/** A real HTTP receiver on a loopback port; it answers with the status that its path asks for, else the given one. */
export async function startReceiver(usual = '200') {
  const received: Received[] = []
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const { method = '', url = '', headers } = request
      received.push({ method, path: url, headers, body })
      const status = new URL(url, 'http://receiver').searchParams.get('status') ?? usual
      return response.writeHead(Number(status)).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}
