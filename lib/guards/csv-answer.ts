import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { stringify } from 'csv-stringify/sync'

import { perProcess } from '@/lib/core/per-process'
import { log } from '@/lib/log'

/** Who holds a place, each by a token of that one export. */
type Turns = { holders: Map<string, object>; last: Promise<unknown> }

const turns = perProcess<Turns>('exports', () => ({ holders: new Map(), last: Promise.resolve() }))

/** How many exports a process reads at the same time. */
const mostExports = 3
/** After each batch the exports pause for this many times as long as it took: links are created meanwhile. */
const pauseShare = 3
const longestPauseMs = 1_000

type ExportPlace = { leave: () => void } | { refused: 'export_running' | 'exports_full' }

/** A place among the exports of this process: one a person, and a few in all. Whoever gets one has to leave it. */
export function acquireExportPlace(personId: string): ExportPlace {
  const { holders } = turns.get()
  if (holders.has(personId)) return { refused: 'export_running' }
  if (holders.size >= mostExports) return { refused: 'exports_full' }
  const own = {}
  holders.set(personId, own)
  // Leaving twice takes nothing from the same person's next export.
  const leave = () => {
    if (holders.get(personId) === own) holders.delete(personId)
  }
  return { leave }
}

/** Reads one batch when no other export of this process is reading one, and gives the database a pause after it. */
export function readSerially<T>(read: () => Promise<T>): Promise<T> {
  const all = turns.get()
  let begunAt = 0
  const reading = all.last.then(() => {
    begunAt = performance.now()
    return read()
  })
  const pause = () => wait(Math.min(longestPauseMs, pauseShare * (performance.now() - begunAt)))
  all.last = reading.then(pause, pause)
  return reading
}

export type CsvCell = string | number | null

type CsvAnswer<Column extends string> = {
  /** Of the file, without its ending. */
  name: string
  /** Every column of the file, in order, with its heading. What a row has beyond them is left out. */
  columns: Record<Column, string>
  /** The rows, a batch at a time: the next one is asked for when the reader has taken this one. */
  rows: AsyncIterable<Record<Column, CsvCell>[]>
  /** Called once, when the last byte was taken or the download broke off. */
  onEnd?: () => void
}

/** A reader that takes nothing for this long has gone away, or keeps others from their exports. */
const idleMs = 30_000
/** However steadily it takes a little: by then a million links are read, also in turns with others. */
const longestMs = 30 * 60_000

/**
 * A CSV file as it is being read from the database: UTF-8 with a byte order mark, for Excel, and CRLF (RFC 4180).
 * A cell that a spreadsheet would take for a formula begins with an apostrophe. A fault breaks the download off, and so
 * does a reader that takes nothing for half a minute, or is not done after half an hour.
 */
export function answerCsv<Column extends string>(answer: CsvAnswer<Column>): Response {
  const { name, columns, rows, onEnd } = answer
  const batches = rows[Symbol.asyncIterator]()
  const encode = toEncoder(columns)
  let idle: NodeJS.Timeout | undefined
  let longest: NodeJS.Timeout | undefined
  const end = once(() => {
    clearTimeout(idle)
    clearTimeout(longest)
    onEnd?.()
  })
  const breakOff = async (stream: ReadableStreamDefaultController, error: unknown) => {
    log().error({ err: error, name }, 'an export broke off')
    end()
    stream.error(error)
    await batches.return?.()
  }
  const waitForReader = (stream: ReadableStreamDefaultController) => {
    idle = setTimeout(() => void breakOff(stream, new Error('The reader took nothing.')), idleMs)
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (stream) => {
        stream.enqueue(encode([], { header: true, bom: true }))
        waitForReader(stream)
        longest = setTimeout(() => void breakOff(stream, new Error('The reader is too slow.')), longestMs)
      },
      pull: async (stream) => {
        clearTimeout(idle)
        try {
          const bytes = await readSerially(async () => {
            const batch = await batches.next()
            return batch.done ? null : encode(batch.value, {})
          })
          if (bytes) {
            stream.enqueue(bytes)
            return waitForReader(stream)
          }
          end()
          stream.close()
        } catch (error) {
          await breakOff(stream, error)
        }
      },
      cancel: async () => {
        end()
        await batches.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: csvHeaders(name) })
}

const csvHeaders = (name: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
  'Cache-Control': 'no-store',
})

const once = (work: () => void) => {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}

/**
 * A spreadsheet that separates by other characters than commas, as in many countries, sees more cells than there are, and
 * quotes do not hold it back: whatever it could take for the begin of a cell is no formula either.
 */
const disarm = (text: string) => text.replaceAll(/([;|\t\r\n][ "']*)(?=[=+\-@＝＋－＠])/g, "$1'")

const toEncoder =
  <Column extends string>(columns: Record<Column, string>) =>
  (rows: Record<Column, CsvCell>[], top: { header?: true; bom?: true }) =>
    new TextEncoder().encode(
      stringify(rows, {
        columns,
        cast: { string: disarm },
        escape_formulas: true,
        record_delimiter: 'windows',
        quote_record_delimiter: true,
        ...top,
      }),
    )
