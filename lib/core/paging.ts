import { z } from 'zod'

import { dayStart, nextDay } from './zone'

/** Where a page begins: right below a row (`older`) or right above it (`newer`); null is the newest page. */
export type Cursor<Id> = { way: 'older' | 'newer'; fromId: Id } | null

/** Rows newest first, and the ids from which the neighbouring pages begin; null where there is none. */
export type Page<Row, Id> = { rows: Row[]; newer: Id | null; older: Id | null }

/** The page of at most `size` rows in what was found from a cursor on: newest first, and one more where there are more. */
export function cutPage<Id, Row extends { id: Id }>(
  found: Row[],
  cursor: Cursor<Id>,
  size: number,
): Page<Row, Id> {
  const hasMore = found.length > size
  const isNewer = cursor?.way === 'newer'
  const rows = isNewer ? found.slice(-size) : found.slice(0, size)
  const first = idOf(rows[0])
  const last = idOf(rows.at(-1))
  if (isNewer) return { rows, newer: hasMore ? first : null, older: last }
  return { rows, newer: cursor && first, older: hasMore ? last : null }
}

const idOf = <Id>(row: { id: Id } | undefined): Id | null => (row ? row.id : null)

type ReadPage<Row, Id> = (cursor: Cursor<Id>) => Promise<Page<Row, Id>>

/** A page and where its neighbours begin. A cursor that leads nowhere leads to the newest page. */
export async function readPage<Row, Id>(read: ReadPage<Row, Id>, cursor: Cursor<Id>) {
  const asked = await read(cursor)
  const { rows, newer, older } = cursor && asked.rows.length === 0 ? await read(null) : asked
  const toCursor = (way: 'older' | 'newer', fromId: Id | null): Cursor<Id> =>
    fromId === null ? null : { way, fromId }
  return { rows, newer: toCursor('newer', newer), older: toCursor('older', older) }
}

/** All rows from the newest on, a batch at a time. */
export async function* readBatches<Row, Id>(read: ReadPage<Row, Id>): AsyncGenerator<Row[]> {
  let cursor: Cursor<Id> = null
  do {
    const page: Page<Row, Id> = await read(cursor)
    yield page.rows
    cursor = page.older === null ? null : { way: 'older', fromId: page.older }
  } while (cursor)
}

/** The query of an address that shows a filter from a cursor on. */
export function toListQuery<Filter extends object>(filter: Filter, cursor: Cursor<string | number> = null) {
  const at = (way: 'older' | 'newer') => (cursor?.way === way ? String(cursor.fromId) : null)
  return { ...filter, before: at('older'), after: at('newer') }
}

/** The filter and the place on the list that an address asks for. Never fails when the schema of the filter does not. */
export function readListQuery<Filter extends z.ZodType, Id>(
  query: Record<string, unknown>,
  filter: Filter,
  id: z.ZodType<Id>,
): { filter: z.output<Filter>; cursor: Cursor<Id> } {
  const older = id.safeParse(query['before'])
  const newer = id.safeParse(query['after'])
  const cursor: Cursor<Id> = older.success
    ? { way: 'older', fromId: older.data }
    : newer.success
      ? { way: 'newer', fromId: newer.data }
      : null
  return { filter: filter.parse(query), cursor }
}

/** The part of a filter that is in use, by the names of the fields. */
export function filterValues<Name extends string>(filter: Record<Name, string | null>) {
  const used: { [N in Name]?: string } = {}
  for (const name in filter) if (filter[name]) used[name] = filter[name]
  return used
}

/** An offset, which newer versions of Node take for a zone, knows no summer. */
const isTimeZone = (zone: string) => {
  if (!/^[a-z][\w/+-]{0,63}$/i.test(zone)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** An IANA time zone. */
export const TimeZone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Berlin')

/** A calendar day, `YYYY-MM-DD`, of a year that people mean. */
const Day = z.iso.date().regex(/^[12]\d{3}/)

/** The fields of a filter for days in a zone, both included; null means all. */
export const daySpan = {
  from: Day.nullable().catch(null),
  to: Day.nullable().catch(null),
  zone: TimeZone.nullable().catch(null),
}

type DaySpan = { from: string | null; to: string | null; zone: string | null }

/** Without days a zone says nothing. */
export function withoutIdleZone<Filter extends DaySpan>(filter: Filter): Filter {
  return filter.from || filter.to ? filter : { ...filter, zone: null }
}

/** The instants of such days: at or after `from`, and before `to`. */
export function toInstants({ from, to, zone }: DaySpan): { from: Date | null; to: Date | null } {
  return {
    from: from === null ? null : dayStart(from, zone ?? 'UTC'),
    to: to === null ? null : dayStart(nextDay(to), zone ?? 'UTC'),
  }
}
