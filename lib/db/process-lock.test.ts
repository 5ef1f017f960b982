import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { countOf } from '@/lib/testing/evidence'
import { fillDataDir } from '@/lib/testing/test-database'

import { openPglite } from './open'
import { identifyProcess, lockDataDir } from './process-lock'
import { staff } from './schema'

const root = join(import.meta.dirname, '../..')
let dataDir: string
const children: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-lock-'))
})
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill))
  rmSync(dataDir, { recursive: true, force: true })
})

const kill = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const row = (id: string) => ({
  id,
  identity: id,
  email: 'a@example.com',
  name: 'A',
  role: 'agent',
  createdAt: new Date(),
})

/** Starts a process that opens the directory and writes a row; its first words. */
const start = async (newRow: string) => {
  const script = [
    '--liftoff-only',
    '--conditions=react-server',
    '--import',
    'tsx',
    'lib/testing/hold-database.ts',
  ]
  const child = spawn(process.execPath, [...script, dataDir, newRow], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, said: String(line) }
}

const doubleStarts = countOf(2, 100)

it(
  `lets one of two in at ${doubleStarts} double starts, refuses the other plainly, and loses no row`,
  async () => {
    const kept: string[] = []
    for (let round = 0; round < doubleStarts; round += 1) {
      const rows = [`${round}-left`, `${round}-right`]
      const pair = await Promise.all(rows.map(start))
      expect(pair.map(({ said }) => said).toSorted()).toEqual([
        expect.stringMatching(/^DataDirInUse: Another Connect Desk .*(is using|is starting on) /),
        'held',
      ])
      kept.push(rows[pair.findIndex(({ said }) => said === 'held')] ?? '')
      // Killed, so that every second round must take over the lock of a dead process.
      await Promise.all(pair.map(({ child }) => kill(child)))
      if (round % 2 === 1) rmSync(join(dataDir, 'database.lock'))
    }
    const { db, close } = await openPglite(dataDir)
    expect((await db.select().from(staff)).map(({ id }) => id).toSorted()).toEqual(kept.toSorted())
    await close()
  },
  doubleStarts * 30_000,
)

it('takes over from a dead process, and from a living stranger with the same number', () => {
  const stale = { ...identifyProcess(process.pid), startedAt: 'another time', nonce: 'x' }
  writeFileSync(join(dataDir, 'database.lock'), JSON.stringify(stale))
  const release = lockDataDir(dataDir)
  expect(() => lockDataDir(dataDir)).toThrow(`process ${process.pid}`)
  release()
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false)
})

it('believes a process of another container by its beat alone', () => {
  const path = join(dataDir, 'database.lock')
  writeFileSync(path, JSON.stringify({ ...identifyProcess(1), place: 'another container', nonce: 'x' }))
  expect(() => lockDataDir(dataDir)).toThrow('is using')
  const longAgo = new Date(Date.now() - 120_000)
  utimesSync(path, longAgo, longAgo)
  lockDataDir(dataDir)()
})

it('does not take over what it cannot read while that may be alive', () => {
  writeFileSync(join(dataDir, 'database.lock'), '{')
  expect(() => lockDataDir(dataDir)).toThrow('process unknown')
})

it('loses no row: a refused second opening leaves the first one whole', async () => {
  fillDataDir(dataDir)
  const first = await openPglite(dataDir)
  await first.db.insert(staff).values(row('before'))
  await expect(openPglite(dataDir)).rejects.toThrow('Another Connect Desk')
  await first.db.insert(staff).values(row('after'))
  await first.close()
  const again = await openPglite(dataDir)
  expect((await again.db.select().from(staff)).map(({ id }) => id)).toEqual(['before', 'after'])
  await again.close()
}, 60_000)
