import 'server-only'
import { Script, createContext } from 'node:vm'

/** A pattern of a provider that takes longer than this for a short text is not waited for. */
const mostMs = 50

const script = new Script('new RegExp(pattern).test(value)')

/**
 * Whether a value matches a pattern that Nango gave: text from outside, which can be made to take for ever, so it runs with
 * a limit. Null where it has to stay open: a pattern that is none, or too slow.
 */
export const matchesPattern = (pattern: string, value: string): boolean | null => {
  try {
    const answer: unknown = script.runInContext(createContext({ pattern, value }), { timeout: mostMs })
    return answer === true
  } catch {
    return null
  }
}
