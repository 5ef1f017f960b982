import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { PlainError } from '@/lib/core/errors'
import { log } from '@/lib/log'
import { countOf } from '@/lib/testing/evidence'
import { fillDataDir } from '@/lib/testing/test-database'
import { useTestSettings } from '@/lib/testing/test-settings'

import { openPglite } from './open'
import { identifyProcess, lockDataDir } from './process-lock'
import { staff } from './schema'

const root = join(import.meta.dirname, '../..')
let dataDir: string
const children: ChildProcess[] = []

beforeAll(() => {
  useTestSettings()
})
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

it('takes over from a dead process, and from a living stranger with the same number', async () => {
  const stale = { ...identifyProcess(process.pid), startedAt: 'another time', nonce: 'x' }
  writeFileSync(join(dataDir, 'database.lock'), JSON.stringify(stale))
  const release = await lockDataDir(dataDir)
  await expect(lockDataDir(dataDir)).rejects.toThrow(`process ${process.pid}`)
  release()
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false)
})

const beat = (secondsAgo: number) => {
  const at = new Date(Date.now() - secondsAgo * 1000)
  utimesSync(path(), at, at)
}
const path = () => join(dataDir, 'database.lock')
const told = () => {
  const warn = vi.spyOn(log(), 'warn').mockReturnValue()
  return () => warn.mock.calls.map(([facts, words]) => ({ facts, words }))
}

/** A lock whose last beat was so many seconds ago. */
const leave = (content: string, secondsAgo: number) => {
  writeFileSync(path(), content)
  beat(secondsAgo)
}

describe('a process of another container, or an unreadable lock, is known by its beat alone', () => {
  const elsewhere = JSON.stringify({ ...identifyProcess(1), place: 'another container', nonce: 'x' })
  it.each([
    ['elsewhere', elsewhere],
    ['unreadable', '{'],
  ])('%s: one that was silent for a minute is gone', async (_, content) => {
    const calls = told()
    leave(content, 70)
    ;(await lockDataDir(dataDir))()
    expect(calls()).toEqual([])
  })
  it.each([
    ['elsewhere', elsewhere],
    ['unreadable', '{'],
  ])('%s: one that beat a moment ago is waited for, which is told, and then followed', async (_, content) => {
    const calls = told()
    leave(content, 59)
    ;(await lockDataDir(dataDir))()
    expect(calls()).toMatchObject([{ facts: { seconds: 1 }, words: /this one starts by itself in 1 s$/ }])
  })
  it('one that gives it back meanwhile is followed at once', async () => {
    told()
    leave(elsewhere, 5)
    const locked = lockDataDir(dataDir)
    rmSync(path())
    ;(await locked)()
  })
  it.each([
    ['elsewhere', elsewhere],
    ['unreadable', '{'],
  ])('%s: one that beats again is alive', async (_, content) => {
    told()
    leave(content, 9)
    const locked = lockDataDir(dataDir)
    beat(0)
    await expect(locked).rejects.toThrow('is using')
  })
  it('a clock that is a day ahead elsewhere makes nobody wait for a day', async () => {
    const calls = told()
    leave(elsewhere, -86_400)
    const locked = lockDataDir(dataDir)
    rmSync(path())
    ;(await locked)()
    expect(calls()).toMatchObject([{ facts: { seconds: 60 } }])
  })
})

describe('a directory that cannot hold a database is refused in words', () => {
  it.each([
    ['a file', () => writeFileSync(join(dataDir, 'file'), ''), 'file', 'it is a file (EEXIST)'],
    ['below a file', () => writeFileSync(join(dataDir, 'file'), ''), 'file/data', 'is a file (ENOTDIR)'],
    ['where no file can be made', () => {}, '/sys/kernel', 'DESK_DATA_DIR'],
  ])('%s', async (_, prepare, place, words) => {
    prepare()
    const refused = openPglite(resolve(dataDir, place))
    await expect(refused).rejects.toThrow(PlainError)
    await expect(refused).rejects.toThrow(words)
  })
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
