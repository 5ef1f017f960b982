const kinds: [RegExp, string][] = [
  [/nango_connect_session_[0-9a-f]{64}/g, '<token>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/g, '<instant Z>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}\+00:00$/g, '<instant +00:00>'],
  [/^http:\/\/[\w.:]+\/(connect-ui\/)?\?/g, '<connect page>?'],
  [/^http:\/\/[\w.:]+\/images/g, '<origin>/images'],
]

/**
 * Replaces what differs from run to run (ids, tokens, instants, hosts) by its kind; all else stays as it is, so that
 * two canonical values are equal only when shape, codes, messages, order and tags are.
 */
export function canonical(value: unknown, key = ''): unknown {
  if (typeof value === 'string' || typeof value === 'number') {
    return canonicalScalar(value, key)
  }
  if (Array.isArray(value)) {
    return value.map((item) => canonical(item))
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
  if (value !== '' && (key === 'connection_id' || key === 'connectionId')) {
    return '<connection id>'
  }
  return kinds.reduce((text, [pattern, kind]) => text.replace(pattern, kind), value)
}

export function canonicalJson(text: string): unknown {
  return text === '' ? '' : canonical(JSON.parse(text))
}
