type Value = string | string[]

/** The query as Nango's server sees it: repeated keys are a list, `tags[key]=value` is an object. */
export function parseQuery(url: string): Record<string, unknown> {
  // Maps, because a plain object would let `__proto__[x]` reach the prototype of all objects.
  const query = new Map<string, Value>()
  const nested = new Map<string, Map<string, Value>>()
  for (const [name, value] of new URL(url).searchParams) {
    const [, parent, child] = /^(\w+)\[([^\]]+)\]$/.exec(name) ?? []
    if (parent === undefined || child === undefined) {
      append(query, name, value)
    } else {
      const group = nested.get(parent) ?? new Map<string, Value>()
      append(group, child, value)
      nested.set(parent, group)
    }
  }
  const groups = [...nested].map(([name, group]) => [name, Object.fromEntries(group)] as const)
  return Object.fromEntries<unknown>([...query, ...groups])
}

function append(target: Map<string, Value>, name: string, value: string): void {
  const earlier = target.get(name)
  target.set(name, earlier === undefined ? value : [earlier, value].flat())
}
