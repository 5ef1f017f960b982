/**
 * The rows of a table as spreadsheets copy it and CSV writes it (RFC 4180): cells between separators, one in double quotes
 * may hold separators and line breaks, `""` in it is one quote. A quote that begins no cell is a character like others.
 */
export function readTable(text: string, separator: string): string[][] {
  const cell = `"(?:[^"]|"")*"(?=\\s*(?:${escape(separator)}|\\r|\\n|$))|[^${escape(separator)}\\r\\n]*`
  const pattern = new RegExp(
    `[^\\S${escape(separator)}\\r\\n]*(${cell})\\s*?(${escape(separator)}|\\r\\n?|\\n|$)`,
    'gy',
  )
  const rows: string[][] = [[]]
  for (const [, written = '', end = ''] of text.matchAll(pattern)) {
    rows.at(-1)?.push(unquote(written))
    if (end === '') break
    if (end !== separator) rows.push([])
  }
  return rows.filter((row) => row.some((one) => one !== ''))
}

const escape = (separator: string) => (separator === '|' ? '\\|' : separator)

const unquote = (written: string) => {
  const text = written.trim()
  const inside = /^"((?:[^"]|"")*)"$/.exec(text)?.[1]
  return inside === undefined ? text : inside.replaceAll('""', '"').trim()
}

/** What separates the cells of a text: a tab wherever there is one, then what stands in each of its lines; null for none. */
export function separatorOf(text: string): string | null {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return (
    ['\t', ';', '|', ','].find((one) =>
      one === '\t' ? text.includes(one) : lines.every((line) => line.includes(one)),
    ) ?? null
  )
}
