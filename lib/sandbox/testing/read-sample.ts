import { readdirSync, readFileSync } from 'node:fs'

type Message = { first: string; headers: Record<string, string>; body: string }

/** A recorded call and its answer. */
export type Exchange = {
  method: string
  path: string
  headers: Record<string, string>
  body: string
  response: { status: number; headers: Record<string, string>; body: string }
}

/** A webhook that the server sent; null where none came within the wait. */
export type RecordedWebhook = { path: string; headers: Record<string, string>; body: string } | null

/** What a file says, in order. A listener is another host that received something, a websocket the customer's page. */
type Item =
  | { kind: 'exchange'; exchange: Exchange }
  | { kind: 'webhook'; webhook: RecordedWebhook }
  | { kind: 'note'; text: string }
  | { kind: 'other'; text: string }

export type Sample = { name: string; text: string; items: Item[] }

const ownFolder = new URL('../samples/', import.meta.url)

export function sampleNames(folder: URL | string = ownFolder): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
  return files.map((file) => file.replace('.txt', '')).toSorted()
}

export function readSampleText(name: string, folder: URL | string = ownFolder): string {
  return readFileSync(
    typeof folder === 'string' ? `${folder}/${name}.txt` : new URL(`${name}.txt`, folder),
    'utf8',
  )
}

/** Reads a file of a self-hosted Nango 0.71.4: one call, a whole story, or a webhook alone. */
export function readSample(name: string, folder: URL | string = ownFolder): Sample {
  const text = readSampleText(name, folder)
  const parts = text.startsWith('### ') ? text.split(/^### /m).slice(1) : []
  const items: Item[] = []
  for (const [index, part] of parts.entries()) {
    const [title = ''] = part.split('\n', 1)
    const content = part.slice(title.length + 1)
    if (title === 'REQUEST') items.push({ kind: 'exchange', exchange: toExchange(content, parts[index + 1]) })
    if (title.startsWith('WEBHOOK')) items.push({ kind: 'webhook', webhook: toWebhook(title, content) })
    if (title.startsWith('NOTE')) items.push({ kind: 'note', text: title })
    if (/^(LISTENER|WEBSOCKET)/.test(title)) items.push({ kind: 'other', text: title })
  }
  return { name, text, items }
}

export function exchangesOf({ items }: Sample): Exchange[] {
  return items.flatMap((item) => (item.kind === 'exchange' ? [item.exchange] : []))
}

/** A webhook sample is a bare request. */
export function readWebhook(name: string) {
  return toRequest(parseMessage(readSampleText(name)))
}

const toExchange = (request: string, answer = ''): Exchange => {
  const response = parseMessage(answer.replace(/^RESPONSE\n/, ''))
  const [, status = '0'] = response.first.split(' ')
  const { headers, body } = response
  return { ...toRequest(parseMessage(request)), response: { status: Number(status), headers, body } }
}

const toWebhook = (title: string, content: string): RecordedWebhook =>
  title.endsWith('none came within the wait') ? null : toRequest(parseMessage(content))

const toRequest = ({ first, headers, body }: Message) => {
  const [method = '', path = ''] = first.split(' ')
  return { method, path, headers, body }
}

const parseMessage = (text: string): Message => {
  const [head = '', ...rest] = text.split('\n\n')
  const [first = '', ...lines] = head.split('\n')
  const headers = Object.fromEntries(
    lines
      .filter((line) => /^[\w-]+: /.test(line))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  const body = rest.join('\n\n').replace(/^\n+|\n+$/g, '')
  const curl = /^\(extra curl args: -H Content-Type: (\S+) --data (\S+)\)$/m.exec(head)
  return curl
    ? { first, headers: { ...headers, 'content-type': curl[1] ?? '' }, body: curl[2] ?? '' }
    : { first, headers, body }
}

/** The recorded webhooks; webhooks.test.ts compares each of them with what the sandbox sends. */
export const webhookSamples = [
  'webhook-auth-creation-apikey',
  'webhook-auth-creation-import-oauth2',
  'webhook-auth-creation-none',
  'webhook-auth-creation-url-override',
  'webhook-auth-error-oauth-denied',
  'webhook-auth-override-reconnect',
  'webhook-auth-override-reconnect-no-tags',
  'webhook-no-retry-404',
  'webhook-retry-500-attempt1',
  'webhook-retry-500-attempt2',
  'webhook-retry-500-attempt3',
]
