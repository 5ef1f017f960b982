import { startPostgres } from './postgres-server'

/** Global set-up of vitest's project `postgres` and of Playwright: one throw-away server for all files. Returns the tear-down. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes a set-up by its default export.
export default async function setup(): Promise<() => void> {
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}
