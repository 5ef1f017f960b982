import { z } from 'zod'

import { PlainError } from '../core/plain-error'

/** Ways in which the sandbox can be made to misbehave, for tests and demonstrations. */
export const SandboxFault = z.enum([
  'create-429',
  'create-500',
  'create-capped',
  'integrations-500',
  'connections-500',
  'no-webhooks',
  'isolated-provider',
  'slow',
])
export type SandboxFault = z.infer<typeof SandboxFault>

/** Reads a comma-separated setting; throws a PlainError that names the first unknown word. */
export function parseFaults(text: string): SandboxFault[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  return words.map((word) => {
    const fault = SandboxFault.safeParse(word)
    if (!fault.success) {
      throw new PlainError(`Unknown sandbox fault "${word}". Known: ${SandboxFault.options.join(', ')}.`)
    }
    return fault.data
  })
}
