import 'server-only'
import {
  PGlite,
  type PGliteOptions,
  protocol,
  type QueryOptions,
  type Results,
  types,
} from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

const { messages: kinds, serialize } = protocol

/** The server's own 128 MB are for machines that do nothing else; the files are in the page cache of the system anyway. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

/** PGlite in a folder, or in memory, from a dump or empty; nothing is migrated. */
export async function startPglite(
  place: Pick<PGliteOptions, 'dataDir' | 'loadDataDir'> = {},
): Promise<PGlite> {
  const client = new KeepingPglite({ ...place, startParams, extensions: { pg_trgm } })
  await client.waitReady
  return client
}

/** Under this key a query's options name the statement that is to be kept; the same in each bundle of the server. */
export const statementOption = Symbol.for('connect-desk.statement')

/** What was learned of a statement when it was parsed: how its values are written, and its cells read. */
type Known = { text: string; writers: Write[]; fields: Field[]; readers: Read[] }
type Field = { name: string; dataTypeID: number }
type Write = (value: unknown) => string
type Read = (cell: string | null) => unknown

/**
 * PGlite that keeps the statements it is told to: it parses and plans each query anew, in six calls into the database,
 * which takes several times as long as to run it. In a transaction it still does.
 */
class KeepingPglite extends PGlite {
  readonly #known = new Map<string, Known>()

  override query<T>(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    const name: unknown = options && Reflect.get(options, statementOption)
    return typeof name === 'string' && options
      ? this.#runKept<T>(name, text, values ?? [], options)
      : super.query<T>(text, values, options)
  }

  #runKept<T>(name: string, text: string, values: unknown[], options: QueryOptions): Promise<Results<T>> {
    // The same two locks, in the same order, as any other query's.
    // eslint-disable-next-line no-underscore-dangle -- PGlite has no other name for them.
    return this._runExclusiveTransaction(() =>
      // eslint-disable-next-line no-underscore-dangle -- as above
      this._runExclusiveQuery(async () => {
        const { writers, fields, readers } = await this.#know(name, text, options)
        const texts = values.map((value, place) =>
          value === null ? null : (writers[place] ?? String)(value),
        )
        const { messages } = await this.execProtocol(
          joined(serialize.bind({ statement: name, values: texts }), serialize.execute({}), serialize.sync()),
        )
        const rows = messages
          .filter((one) => one instanceof kinds.DataRowMessage)
          .map((row) => {
            const cells = row.fields.map((cell, place) => readers[place]?.(cell))
            return options.rowMode === 'array'
              ? cells
              : Object.fromEntries(fields.map((field, place) => [field.name, cells[place]]))
          })
        // eslint-disable-next-line typescript/no-unsafe-type-assertion -- as with PGlite's own, the caller says what it asked for.
        return { rows: rows as T[], fields, affectedRows: 0 }
      }),
    )
  }

  async #know(name: string, text: string, options: QueryOptions): Promise<Known> {
    const known = this.#known.get(name)
    if (known?.text === text) return known
    if (known) throw new Error(`Two statements are named ${name}.`)
    const { messages } = await this.execProtocol(
      joined(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()),
    )
    const parsers = { ...this.parsers, ...options.parsers }
    const learned: Known = { text, writers: [], fields: [], readers: [] }
    for (const message of messages) {
      if (message instanceof kinds.ParameterDescriptionMessage)
        learned.writers = message.dataTypeIDs.map((type) => this.serializers[type] ?? String)
      if (!(message instanceof kinds.RowDescriptionMessage)) continue
      learned.fields = message.fields
      learned.readers = message.fields.map(
        (field) => (cell) => types.parseType(cell, field.dataTypeID, parsers),
      )
    }
    this.#known.set(name, learned)
    return learned
  }
}

const joined = (...messages: Uint8Array[]): Uint8Array => Buffer.concat(messages)
