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
  if (typeof value === 'string' || typeof value === 'number') {
    return canonicalScalar(value, key)
  }
  if (Array.isArray(value)) {
    return value.map((item) => canonical(item, key))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, canonical(part, name)]))
  }
  return value
}

function canonicalScalar(value: string | number, key: string): unknown {
  if (typeof value === 'number') {
    return key === 'id' ? '<row>' : value
  }
  if (idKeys.has(key)) {
    return value.replace(uuid, '<connection id>').replace(/^imported-\w+-1$/, '<connection id>')
  }
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

function visibleText(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/<(head|script|style|noscript|svg)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
