import 'server-only'

/** Values that look like a secret wherever they stand: bearer headers, connect tokens, our API keys, sealed tokens. */
const secretValues =
  /nango_connect_session_[0-9a-f]+|Bearer\s+[\w.~+/=-]+|\bcdk_[\w-]{43}|\b[a-z0-9]{1,16}\.[\w-]{16}\.[\w-]{22}\.[\w-]+/gi

/** Where a JSON web token may begin, to the end of all that it can be made of: it is one when it has enough dots. */
const tokenLike = /eyJ[\w.-]+/g

/** A text without its secrets, in time that grows with its length alone: outsiders write much of what is logged. */
export const scrub = (text: string) =>
  text
    .replaceAll(secretValues, '[secret]')
    .replaceAll(tokenLike, (run) => (run.split('.', 3).length === 3 ? '[secret]' : run))

/** In characters a text and all texts of one line together; in entries a list or object; how deep they go. */
const most = { text: 2_048, line: 32_768, entries: 50, depth: 5 }

/** A text as long as a line can bear. */
export const cutText = (text: string, room = most.text) => {
  const end = Math.min(room, most.text)
  return text.length > end ? `${text.slice(0, end)}… (${text.length} characters)` : text
}

/** The fields of one line, cut to a size that a log can bear; an error is said in a few words. */
export const toLogFields = (fields: object) => {
  let room = most.line

  const cut = (text: string) => {
    const short = cutText(text, room)
    room = Math.max(0, room - short.length)
    return short
  }

  const toEntries = (value: object, depth: number) =>
    Object.fromEntries(
      Object.entries(value)
        .slice(0, most.entries)
        .map(([name, one]) => [cut(name), toLine(one, depth)]),
    )

  const toLine = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return cut(value)
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    if (depth > most.depth) return '…'
    if (value instanceof Error) return toErrorLine(value, depth)
    if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`
    if (Array.isArray(value)) return value.slice(0, most.entries).map((one) => toLine(one, depth + 1))
    return toEntries(value, depth + 1)
  }

  /** Its name, code and message. Never its fields: an AxiosError carries the API key. */
  const toErrorLine = (error: Error, depth: number): unknown => {
    const name = cut(error.name)
    const cause = error.cause === undefined ? {} : { cause: toLine(error.cause, depth + 1) }
    // Drizzle writes the parameters, the customers' data, into its message: only what the driver said is told.
    if ('params' in error) return { name, ...cause }
    const code = 'code' in error ? { code: cut(String(error.code)) } : {}
    return { name, message: cut(error.message), ...code, stack: cut(framesOf(error)), ...cause }
  }

  return toEntries(fields, 0)
}

/** Where it was thrown: a stack begins with the message, which may be long. */
const framesOf = ({ stack = '' }: Error) => stack.slice(Math.max(0, stack.indexOf('\n    at ')))
