import { isDeepStrictEqual } from 'node:util'

const kinds: [RegExp, string][] = [
  [/nango_connect_session_[0-9a-f]{64}/g, '<token>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/g, '<instant Z>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/g, '<instant +00:00>'],
  [/^http:\/\/[\w.:]+\/(connect-ui\/)?\?/g, '<connect page>?'],
  [/^http:\/\/[\w.:]+\/images/g, '<origin>/images'],
  [/^http:\/\/[\w.:]+\/webhook\/[0-9a-f-]{36}/g, '<origin>/webhook/<environment>'],
  [/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/g, '"<uuid>"'],
]

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const idKeys = new Set(['connection_id', 'connectionId'])
const tokenKeys = new Set(['access_token', 'refresh_token'])

/**
 * Replaces what differs from run to run (ids, tokens, instants, hosts) by its kind; all else stays as it is, so that
 * two canonical values are equal only when shape, codes, messages, order and tags are.
 */
export function canonical(value: unknown, key = ''): unknown {
  if (typeof value === 'string' || typeof value === 'number') return canonicalScalar(value, key)
  if (Array.isArray(value)) return value.map((item) => canonical(item, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, canonical(part, name)]))
  return value
}

const canonicalScalar = (value: string | number, key: string): unknown => {
  if (typeof value === 'number') return key === 'id' ? '<row>' : value
  if (idKeys.has(key))
    return value.replace(uuid, '<connection id>').replace(/^imported-\w+-1$/, '<connection id>')
  if (key === 'log_id') return '<log>'
  if (tokenKeys.has(key)) return value.replace(/^[ar]t_\w+$/, '<provider token>')
  return kinds.reduce((text, [pattern, kind]) => text.replace(pattern, kind), value)
}

export function canonicalJson(text: string): unknown {
  return text === '' ? '' : canonical(JSON.parse(text))
}

/** An address of a provider: the query in its order, without what is random. */
export function canonicalAddress(address: string): string {
  return address
    .replace(uuid, '<uuid>')
    .replace(/code_challenge=[\w-]{43}(?=&|$)/, 'code_challenge=<challenge>')
}

/** What a page shows, in one line. Some records hold only that. */
export function canonicalPage(text: string): string {
  const noted = /^\[HTML page; what it shows: "(.*)"\]$/s.exec(text)?.[1]
  const shown = noted ?? visibleText(text)
  return shown.replace(uuid, '<uuid>').replace(/\s+/g, ' ').trim()
}

const visibleText = (html: string): string =>
  html
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/<(head|script|style|noscript|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

export type Answer = { status: number; headers: Record<string, string>; body: string }

/** `texts`: equal but for sentences that people read. */
export type Verdict = 'equal' | 'texts' | 'different' | 'not implemented'

const rateHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']

/** What a recorded and a produced answer are compared by. The body of a HEAD says nothing. */
const summaryOf = ({ status, headers, body }: Answer) => ({
  status,
  contentType: headers['content-type'],
  rateHeaders: rateHeaders.filter((header) => header in headers),
  cookie: canonicalAddress(headers['set-cookie'] ?? '').replace(/Expires=[^;]+/, 'Expires=<date>'),
  location: canonicalAddress(headers['location'] ?? ''),
  body: canonicalBody(headers['content-type'] ?? '', body),
})

const canonicalBody = (contentType: string, body: string): unknown => {
  if (contentType.startsWith('application/json')) return canonicalJson(body)
  if (contentType.startsWith('text/html')) return canonicalPage(body)
  return canonicalAddress(body)
}

export type Comparison = { verdict: Verdict; recorded: unknown; produced: unknown }

export function compareAnswers(recorded: Answer, produced: Answer): Comparison {
  const [wanted, got] = [recorded, produced].map((answer) => {
    const summary = summaryOf(answer)
    // The first series was recorded without these two headers.
    const isBare = recorded.status === 302 && !('location' in recorded.headers)
    return isBare ? { ...summary, cookie: '', location: '' } : summary
  })
  return { verdict: judge(wanted, got, produced.status), recorded: wanted, produced: got }
}

const judge = (wanted: unknown, got: unknown, status: number): Verdict => {
  if (status === 501) return 'not implemented'
  if (isDeepStrictEqual(wanted, got)) return 'equal'
  return isDeepStrictEqual(withoutTexts(wanted), withoutTexts(got)) ? 'texts' : 'different'
}

const withoutTexts = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return ['message', 'description', 'body'].includes(key) ? '<text>' : value
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutTexts(part, name)]))
}

const templates: [RegExp, string][] = [
  [/^\/connections?\/metadata$/, '/connections/metadata'],
  [/^\/connections?\/[^/]+\/metadata$/, '/connections/:id/metadata'],
  [/^\/connections?\/[^/]+$/, '/connections/:id'],
  [/^\/connections?$/, '/connections'],
  [/^\/(integrations|providers)\/[^/]+$/, '/$1/:key'],
  [/^(\/(?:oauth\/connect|oauth2\/auth|api-auth\/[\w-]+|auth\/[\w-]+))\/[^/]+$/, '$1/:key'],
]

/** The route of a call, for example `GET /connections/:id`. */
export function endpointOf(method: string, path: string): string {
  const [pathname = ''] = path.toLowerCase().split('?')
  const found = templates.find(([pattern]) => pattern.test(pathname))
  return `${method} ${found ? pathname.replace(found[0], found[1]) : pathname}`
}
