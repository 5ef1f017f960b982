/**
 * A text as one segment of an address. A browser walks away from a segment of one or two dots, encoded or not
 * (https://url.spec.whatwg.org/#double-dot-path-segment), so such a text gets a `~` in front, and so does one that would
 * be taken for it.
 */
export const toSegment = (text: string) => encodeURIComponent(text.replace(/^(?=~*\.\.?$)/, '~'))

/** The text of a segment that is still encoded. Throws where no text can be read of it. */
export const fromSegment = (segment: string) => {
  const text = decodeURIComponent(segment)
  return /^~+\.\.?$/.test(text) ? text.slice(1) : text
}
