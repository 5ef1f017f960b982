import { expect, it } from 'vitest'

import { explainDatabaseError, isDatabaseDown } from './explain'

/** As the driver makes it of an answer of the server. */
const refusal = (code: string) =>
  Object.assign(new Error('what the server says'), { severity: 'FATAL', code })

it.each([
  ['53300', /lower DATABASE_POOL_MAX, or use a pooler/],
  ['53100', /disk is full/],
  ['57P03', /starting up or shutting down: try again/],
  ['0A000', /PostgreSQL 15 or newer/],
  ['08P01', /DATABASE_DIRECT_URL has to lead to PostgreSQL itself/],
  ['08006', /check host and port in DATABASE_URL/],
  ['42704', /a parameter that the server does not know/],
  ['42P01', /npm run db:migrate/],
  ['42501', /The role may not do this/],
  ['28000', /pg_hba\.conf.*sslmode=require/],
  ['28P01', /Check user and password/],
  ['3D000', /Create the database, or correct its name/],
  ['3F000', /Create the schema public/],
  ['25006', /Point DATABASE_URL at the primary/],
  ['XX000', /Look into the server’s log/],
])('%s is told in the server’s sentence, and with what to do', (code, todo) => {
  for (const error of [refusal(code), new Error('Failed query', { cause: refusal(code) })]) {
    const [said = '', advice = ''] = explainDatabaseError(error)?.split('\n') ?? []
    expect(said).toBe(`The database cannot be used. It says: what the server says (${code})`)
    expect(advice).toMatch(todo)
  }
})

it.each([
  ['53300', true],
  ['53100', true],
  ['57P03', true],
  ['08P01', true],
  ['25006', true],
  ['42704', false],
  ['28P01', false],
  ['23505', false],
])('%s means that the database is away: %s', (code, isDown) => {
  expect(isDatabaseDown(new Error('Failed query', { cause: refusal(code) }))).toBe(isDown)
})

it('an error that is none of a database is not explained as one', () => {
  expect(explainDatabaseError(new Error('something else'))).toBeNull()
  expect(explainDatabaseError('28000')).toBeNull()
})
