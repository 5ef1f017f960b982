import type { Pair } from './link-form'

/** The tag that ties a connection to its link; nobody changes it by hand. */
export const fixedTag = 'connect_link_id'

/** Tags to write and to remove. `rows` says which row of the form each written one stands in. */
export type TagChange = { set: Pair[]; remove: string[]; rows: number[] }

/**
 * What a form's rows change of the tags that it began with. Rows left empty count as not there; a name that stands
 * twice is always among the written ones, so that it is refused and not one of them lost.
 */
export const toTagChange = (before: Record<string, string>, typed: Pair[]): TagChange => {
  const named = typed.map(({ key, value }, row) => ({ key: key.trim().toLowerCase(), value, row }))
  const filled = named.filter(({ key, value }) => key !== '' || value.trim() !== '')
  const isTwice = (key: string) => filled.filter((one) => one.key === key).length > 1
  const changed = filled.filter(({ key, value }) => before[key] !== value || isTwice(key))
  return {
    set: changed.map(({ key, value }) => ({ key, value })),
    remove: Object.keys(before).filter((key) => key !== fixedTag && !filled.some((one) => one.key === key)),
    rows: changed.map(({ row }) => row),
  }
}
