import { startPostgres } from './postgres-server'

/** Vitest's global set-up of the project `postgres`: one throw-away server for all its files. Returns the tear-down. */
export async function setup(): Promise<() => void> {
  const server = await startPostgres()
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}
