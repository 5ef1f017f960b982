/**
 * The query as Nango's server sees it: repeated keys are a list, `tags[key]=value` is an object at any depth,
 * `tags[]=value` a list.
 */
export function parseQuery(url: string): Record<string, unknown> {
  const root: Node = new Map()
  for (const [name, value] of new URL(url).searchParams) {
    const [, parent, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name) ?? [undefined, name]
    put(
      root,
      [
        parent ?? name,
        ...rest
          .split(']')
          .slice(0, -1)
          .map((part) => part.slice(1)),
      ],
      value,
    )
  }
  return toObject(root)
}

// Maps, because a plain object would let `__proto__[x]` reach the prototype of all objects.
type Node = Map<string, Node | string[]>

function put(node: Node, [key = '', ...rest]: string[], value: string): void {
  const earlier = node.get(key)
  if (rest.length === 0) {
    node.set(key, [...(Array.isArray(earlier) ? earlier : []), value])
    return
  }
  const inner: Node = earlier instanceof Map ? earlier : new Map()
  node.set(key, inner)
  put(inner, rest, value)
}

function toObject(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node].map(([key, value]) => [key, toValue(value)]))
}

function toValue(value: Node | string[]): unknown {
  if (Array.isArray(value)) return value.length > 1 ? value : value[0]
  const list = value.get('')
  return value.size === 1 && Array.isArray(list) ? list : toObject(value)
}
