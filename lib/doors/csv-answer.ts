import 'server-only'
import { stringify } from 'csv-stringify/sync'

import { log } from '@/lib/log'

type CsvCell = string | number | null

type CsvAnswer<Column extends string> = {
  /** Of the file, without its ending. */
  name: string
  /** Every column of the file, in order, with its heading. What a row has beyond them is left out. */
  columns: Record<Column, string>
  /** The rows, a batch at a time: the next one is asked for when the reader has taken this one. */
  rows: AsyncIterable<Record<Column, CsvCell>[]>
}

/**
 * A CSV file as it is being read from the database: UTF-8 with a byte order mark, for Excel, and CRLF (RFC 4180).
 * A cell that a spreadsheet would take for a formula begins with an apostrophe. A fault breaks the download off.
 */
export const answerCsv = <Column extends string>({ name, columns, rows }: CsvAnswer<Column>): Response => {
  const batches = rows[Symbol.asyncIterator]()
  const encode = toEncoder(columns)
  const body = new ReadableStream<Uint8Array>(
    {
      start: (stream) => stream.enqueue(encode([], { header: true, bom: true })),
      pull: async (stream) => {
        try {
          const batch = await batches.next()
          if (batch.done) stream.close()
          else stream.enqueue(encode(batch.value, {}))
        } catch (error) {
          log().error({ err: error, name }, 'an export broke off')
          stream.error(error)
        }
      },
      cancel: async () => {
        await batches.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

const toEncoder =
  <Column extends string>(columns: Record<Column, string>) =>
  (rows: Record<Column, CsvCell>[], top: { header?: true; bom?: true }) =>
    new TextEncoder().encode(
      stringify(rows, {
        columns,
        escape_formulas: true,
        record_delimiter: 'windows',
        quote_record_delimiter: true,
        ...top,
      }),
    )
