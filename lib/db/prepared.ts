import 'server-only'
import { type Placeholder, sql } from 'drizzle-orm'

import type { Db } from './open'
import { statementOption } from './pglite'

/** The place of each value in a statement. */
export type Places<Values> = { [Name in keyof Values & string]: Placeholder<Name> }

/** A query of drizzle's that gives `Row`. */
type Preparable<Row> = {
  prepare: (name: string) => { execute: (values: Record<string, unknown>) => Promise<Row> }
}

/**
 * A statement that is built once for a database (in a transaction, once each), and that each session parses and plans
 * once: for what every "create link" waits for. Only where one plan is right for all values, such as where rows are named by their key. `values` has
 * the same names each time; one that is compared, not written to a column, comes as the text that the database reads.
 */
export function prepared<Values extends Record<string, unknown>, Row>(
  name: string,
  build: (db: Db, places: Places<Values>) => Preparable<Row>,
): (db: Db, values: Values) => Promise<Row> {
  const known = new WeakMap<Db, ReturnType<Preparable<Row>['prepare']>>()
  return (db, values) => {
    const query = known.get(db) ?? build(db, placesOf(values)).prepare(name)
    if (!known.has(db)) {
      nameForPglite(query, name)
      known.set(db, query)
    }
    return query.execute(values)
  }
}

const placesOf = <Values extends Record<string, unknown>>(values: Values) =>
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` forgets the names that it was given.
  Object.fromEntries(Object.keys(values).map((name) => [name, sql.placeholder(name)])) as Places<Values>

/** Drizzle hands the name to `pg` alone; what it hands to PGlite with each query are these two. */
const nameForPglite = (query: object, name: string) => {
  for (const options of ['queryConfig', 'rawQueryConfig']) {
    const given: unknown = Reflect.get(query, options)
    if (typeof given === 'object' && given !== null) Reflect.set(given, statementOption, name)
  }
}
