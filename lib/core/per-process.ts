declare global {
  var connectDesk: Map<string, unknown> | undefined
}

/** A value that there is one of in a process: `peek` does not create it, `set(undefined)` forgets it. */
type PerProcess<T> = {
  get: () => T
  peek: () => T | undefined
  set: (value: T | undefined) => void
}

const values = (): Map<string, unknown> => (globalThis.connectDesk ??= new Map())

/**
 * One value a process under a name of its own, created when it is first asked for. It is kept on globalThis because Next
 * bundles instrumentation, proxy, pages and actions apart: each has its own copy of a module.
 */
export function perProcess<T>(name: string, create: () => T): PerProcess<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name belongs to one call of this function
  const peek = () => values().get(name) as T | undefined
  const set = (value: T | undefined) => void values().set(name, value)
  const get = () => {
    const kept = peek()
    if (kept !== undefined) return kept
    const created = create()
    set(created)
    return created
  }
  return { get, peek, set }
}
