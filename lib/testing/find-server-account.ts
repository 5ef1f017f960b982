import { readFileSync } from 'node:fs'

export type ServerAccount = { uid: number; gid: number }

/** The account a PostgreSQL server runs under: none (our own) unless we are root, then `postgres`, else `nobody`. */
export function findServerAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL refuses to run as root. Run: useradd --system postgres')
}
