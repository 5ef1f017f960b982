import { readFileSync } from 'node:fs'

/** One recorded HTTP message pair of a self-hosted Nango 0.71.4, or one webhook that it sent. */
export type Sample = {
  method: string
  path: string
  headers: Record<string, string>
  body: string
  response: { status: number; headers: Record<string, string>; body: string }
}

const folder = new URL('../samples/', import.meta.url)

export function readSampleText(name: string): string {
  return readFileSync(new URL(`${name}.txt`, folder), 'utf8')
}

export function readSample(name: string): Sample {
  const [request = '', answer = ''] = readSampleText(name)
    .replace('### REQUEST\n', '')
    .split('### RESPONSE\n')
  const response = parseMessage(answer)
  const [, status = '0'] = response.first.split(' ')
  return { ...readMessage(request), response: { ...response, status: Number(status) } }
}

/** A webhook sample is a bare request. */
export function readWebhook(name: string): Omit<Sample, 'response'> {
  return readMessage(readSampleText(name))
}

function readMessage(text: string): Omit<Sample, 'response'> {
  const { first, headers, body } = parseMessage(text)
  const [method = '', path = ''] = first.split(' ')
  return { method, path, headers, body }
}

function parseMessage(text: string) {
  const [head = '', ...rest] = text.split('\n\n')
  const [first = '', ...lines] = head.split('\n')
  const headers = Object.fromEntries(
    lines
      .filter((line) => /^[\w-]+: /.test(line))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  return { first, headers, body: rest.join('\n\n').trim() }
}
