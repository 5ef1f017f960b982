import { ApiFailure } from './api-failure'

/** An object or a list; Nango's parser takes no other JSON. Failures are told in the words of its JSON engine. */
export function parseJson(text: string): unknown {
  const start = text.search(/[^\t\n\r ]/)
  if (start === -1) return parse('')
  return text[start] === '{' || text[start] === '[' ? parse(text) : refuse(text, start)
}

/** The engine's complaint about the first sign, which it would not make of a valid scalar by itself. */
function refuse(text: string, start: number): never {
  try {
    JSON.parse(`${text.slice(0, start)}${'#'.repeat(text.length - start)}`)
  } catch (error) {
    const message = messageOf(error).replace(/#+/g, (signs) => text.slice(start, start + signs.length))
    throw invalidJson(message)
  }
  throw invalidJson('Invalid JSON')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidJson(
      messageOf(error).replace(
        / at position (\d+)$/,
        (all, at: string) => `${all}${place(text, Number(at))}`,
      ),
    )
  }
}

/** Nango's newer engine adds the line and the column. */
function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n')
  return ` (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`
}

function messageOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : 'Invalid JSON'
}

function invalidJson(message: string): ApiFailure {
  return new ApiFailure(400, { code: 'invalid_json', message })
}
