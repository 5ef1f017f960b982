type FaultFields = {
  /** An answer of our own instead of the target's. */
  status: { status: number; headers?: Record<string, string>; json?: unknown; html?: string }
  /** An HTML page, as a gateway in between would send it. */
  html: { status: 200 | 502; html: string }
  /** The connection is reset before any answer. */
  refuse: object
  /** The request is accepted and never answered. */
  silent: object
  /** The real answer, `delayMs` late. */
  slow: { delayMs: number }
  /** Headers, then one byte every `everyMs`, for ever. */
  drip: { everyMs: number }
  /** Half of the real answer, then the connection ends. */
  truncated: object
  /** The real answer with its parsed JSON changed. */
  rewrite: { rewrite: (answer: unknown) => unknown }
  /** The real answer; useful with `clockAheadMs`. */
  pass: object
  /** The target does its work, but its answer is lost. */
  lost: object
}

export type FaultKind = keyof FaultFields

type Common = {
  /** Only the next n matching calls; without it all until the next `setFault`. */
  times?: number
  /** A `Date` header as of a clock that is this far ahead (or, below 0, behind). */
  clockAheadMs?: number
}

/** The faults of some kinds. */
export type FaultOf<Kind extends FaultKind> = {
  [Each in Kind]: { kind: Each } & Common & FaultFields[Each]
}[Kind]

/** What goes wrong at one call; everything else passes through untouched. */
export type Fault = FaultOf<FaultKind>

export type FaultMatch = { method: string; path: string | RegExp }

type Rule = { match: FaultMatch; fault: Fault; left: number }

/** The faults in force, newest rule first. */
export class FaultRules {
  #rules: Rule[] = []

  set(match: FaultMatch, fault: Fault | null): void {
    this.#rules = this.#rules.filter((rule) => !isSame(rule.match, match))
    if (fault) this.#rules.unshift({ match, fault, left: fault.times ?? Infinity })
  }

  clear(): void {
    this.#rules = []
  }

  /** The fault for this call, if any; uses up one of its `times`. */
  take(method: string, path: string): Fault | undefined {
    const rule = this.#rules.find(({ match, left }) => left > 0 && matches(match, method, path))
    if (rule) rule.left -= 1
    return rule?.fault
  }
}

function isSame(a: FaultMatch, b: FaultMatch): boolean {
  return a.method === b.method && String(a.path) === String(b.path)
}

function matches(match: FaultMatch, method: string, path: string): boolean {
  if (match.method !== '*' && match.method !== method) return false
  return typeof match.path === 'string' ? match.path === path : match.path.test(path)
}
