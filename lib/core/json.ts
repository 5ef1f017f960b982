/** What a text says as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** No text of a JSON that is meant goes deeper; what is below is reported at this depth. */
const mostNames = 16

type Part = { path: string[]; value: unknown }

/** Every value in a parsed JSON text, with the names that lead to it. Takes no stack: a text can nest as deep as it is long. */
export function* walkJson(json: unknown): Generator<Part> {
  const left: Part[] = [{ path: [], value: json }]
  for (let part = left.pop(); part; part = left.pop()) {
    yield part
    const { path, value } = part
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value))
      left.push({
        path: path.length < mostNames ? [...path, name] : [...path.slice(0, -1), name],
        value: inner,
      })
  }
}

/** What a list of ours says of a name from outside: every object answers to `constructor` and its like by itself. */
export function ownValue<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}
