import { isDeepStrictEqual } from 'node:util'

import { canonicalAddress, canonicalJson, canonicalPage } from './canonical'

export type Answer = { status: number; headers: Record<string, string>; body: string }

/** `texts`: equal but for sentences that people read. */
export type Verdict = 'equal' | 'texts' | 'different' | 'not implemented'

const rateHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']

/** What a recorded and a produced answer are compared by. The body of a HEAD says nothing. */
function summaryOf({ status, headers, body }: Answer) {
  return {
    status,
    contentType: headers['content-type'],
    rateHeaders: rateHeaders.filter((header) => header in headers),
    cookie: canonicalAddress(headers['set-cookie'] ?? '').replace(/Expires=[^;]+/, 'Expires=<date>'),
    location: canonicalAddress(headers['location'] ?? ''),
    body: canonicalBody(headers['content-type'] ?? '', body),
  }
}

function canonicalBody(contentType: string, body: string): unknown {
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

function judge(wanted: unknown, got: unknown, status: number): Verdict {
  if (status === 501) return 'not implemented'
  if (isDeepStrictEqual(wanted, got)) return 'equal'
  return isDeepStrictEqual(withoutTexts(wanted), withoutTexts(got)) ? 'texts' : 'different'
}

function withoutTexts(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return ['message', 'description', 'body'].includes(key) ? '<text>' : value
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutTexts(part, name)]))
}
