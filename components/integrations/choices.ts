import type { OfferedIntegration } from '@/lib/integrations/view'

/** An integration that can be chosen; what it takes is not known of one that is not on offer any more. */
export type Choice = Omit<OfferedIntegration, 'takes'> & Partial<Pick<OfferedIntegration, 'takes'>>

/** The choices for keys that were sent before; a key that the catalogue no longer has still stands. */
export const choicesFor = (keys: string[], choices: Choice[]): Choice[] =>
  keys.map((key) => choices.find((choice) => choice.key === key) ?? { key, provider: null, label: key })
