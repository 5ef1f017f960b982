import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'

export type TargetAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade']

/** Sends the request on to the target and returns the whole answer. Rejects when the target cannot be reached. */
export async function fetchFromTarget(target: string, request: IncomingMessage): Promise<TargetAnswer> {
  const body = await buffer(request)
  const { host: _host, 'accept-encoding': _encoding, ...headers } = withoutHopByHop(request.headers)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      new URL(request.url ?? '/', target),
      { method: request.method, agent: false, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        buffer(answer).then(
          (answerBody) =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: withoutHopByHop(answer.headers),
              body: answerBody,
            }),
          reject,
        )
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

/** Sends an answer as the target gave it. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: TargetAnswer): void {
  const hasBody = status !== 204 && status !== 304
  response.writeHead(status, hasBody ? { ...headers, 'content-length': body.length } : headers)
  response.end(hasBody ? body : undefined)
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)))
}
