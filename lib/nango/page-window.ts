import 'server-only'

/** What Nango is asked for. It knows whole pages only: the first row of a window stands at place `page * limit`. */
export type PageWindow = { limit: number; page: number }

/** The smallest window that holds the place `place` (from 0) and at least `size` places from there on. */
export const windowFrom = (place: number, size: number): PageWindow => {
  let limit = size
  while (limit - (place % limit) < size) limit += 1
  return { limit, page: Math.floor(place / limit) }
}
