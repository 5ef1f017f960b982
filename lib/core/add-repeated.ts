import type { RefinementCtx } from 'zod'

/** Complains at each place of a list whose name was there before. */
export const addRepeated = (
  ctx: RefinementCtx,
  list: readonly { key: string }[],
  { path = [], message }: { path?: string[]; message: string },
) => {
  const names = new Set<string>()
  list.forEach(({ key }, index) => {
    if (names.has(key)) ctx.addIssue({ code: 'custom', message, path: [...path, index, 'key'] })
    names.add(key)
  })
}
