import 'server-only'
import { encodeTime } from 'ulid'

const timeLength = 10
const randomLength = 16

/** The smallest id that a link made at an instant can have: a span of time is a range of ids. */
export const firstLinkIdAt = (at: Date) =>
  `lnk_${encodeTime(Math.max(0, at.getTime()), timeLength)}${'0'.repeat(randomLength)}`
