import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'

import { stringify } from 'csv-stringify/sync'

import { perProcess } from '@/lib/core/per-process'
import { log } from '@/lib/log'

import { type Cell, type FileWriter, sheetOf } from './spreadsheet'

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

/** For programs, and for people: see `csvOf` and `sheetOf`. */
export type ExportFormat = 'csv' | 'xlsx'

type ExportAnswer<Column extends string> = {
  /** Of the file, without its ending. */
  name: string
  format: ExportFormat
  /** Every column of the file, in order, with its heading. What a row has beyond them is left out. */
  columns: Record<Column, string>
  /** The rows, a batch at a time: the next one is asked for when the reader has taken this one. */
  rows: AsyncIterable<Record<Column, Cell>[]>
  /** Called once, when the last byte was taken or the download broke off. */
  onEnd?: () => void
}

const formats: Record<ExportFormat, { type: string; write: (headings: string[]) => FileWriter }> = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: sheetOf },
}

/** A reader that takes nothing for this long has gone away, or keeps others from their exports. */
const idleMs = 30_000
/** However steadily it takes a little: by then a million links are read, also in turns with others. */
const longestMs = 30 * 60_000

/**
 * A file as it is being read from the database. A fault breaks the download off, and so does a reader that takes nothing for
 * half a minute, or is not done after half an hour.
 */
export function answerExport<Column extends string>(answer: ExportAnswer<Column>): Response {
  const { name, format, columns, rows, onEnd } = answer
  const { type, write } = formats[format]
  const names = Object.keys(columns)
  const toCells = (row: Record<string, Cell>) => names.map((column) => row[column] ?? null)
  const file = write(Object.values(columns))
  const batches = rows[Symbol.asyncIterator]()
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
        stream.enqueue(file.begin())
        waitForReader(stream)
        longest = setTimeout(() => void breakOff(stream, new Error('The reader is too slow.')), longestMs)
      },
      pull: async (stream) => {
        clearTimeout(idle)
        try {
          const batch = await readSerially(() => batches.next())
          if (!batch.done) {
            stream.enqueue(file.add(batch.value.map(toCells)))
            return waitForReader(stream)
          }
          end()
          stream.enqueue(file.end())
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
  return new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
      'Cache-Control': 'no-store',
    },
  })
}

const once = (work: () => void) => {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}

/** Every cell as it is: UTF-8 with its mark, and CRLF (RFC 4180). What a spreadsheet would make of it is what the other format is for. */
function csvOf(headings: string[]): FileWriter {
  return { begin: () => toCsv([headings], true), add: (rows) => toCsv(rows), end: () => new Uint8Array() }
}

const toCsv = (rows: Cell[][], bom = false) =>
  new TextEncoder().encode(
    stringify(rows, { record_delimiter: 'windows', quote_record_delimiter: true, bom }),
  )
