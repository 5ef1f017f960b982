import 'server-only'
import { z } from 'zod'

type Facts = {
  /**
   * A public one stands in the audit log as it is, a secret one as a fingerprint; what is of one process does not. A
   * secret one can come from a file, too.
   */
  seen: 'public' | 'secret' | 'never'
  /** What it is, for `.env.example` and `.github/settings.md`; null where Next or an npm script sets it. */
  about: string | null
  /** Everybody fills it in: `.env.example` has it ready. */
  isAsked: boolean
}

const facts = z.registry<Facts>()

const entry =
  (seen: Facts['seen']) =>
  <S extends z.ZodType>(schema: S, about: string | null, isAsked: 'asked' | null = null): S => {
    facts.add(schema, { seen, about, isAsked: isAsked !== null })
    return schema
  }
/** A setting that everybody may see. */
export const open = entry('public')
/** One whose value nobody sees. */
export const secret = entry('secret')
/** One of this process, which is not remembered. */
export const ofProcess = entry('never')

/** What the catalogue says of a setting. One that it says nothing of counts as a secret. */
export function factsOf(schema: z.ZodType): Facts {
  return facts.get(schema) ?? { seen: 'secret', about: null, isAsked: false }
}
