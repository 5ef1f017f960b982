import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { recordEvent } from '@/lib/audit/record'
import { openPglite, type Db } from '@/lib/db/open'
import { runCommand } from '@/lib/testing/run-command'
import { fillDataDir } from '@/lib/testing/test-database'

let dataDir: string

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-verify-'))
  fillDataDir(dataDir)
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const verify = () => runCommand('lib/process/command.ts', ['audit:verify'], { DESK_DATA_DIR: dataDir })

const onDatabase = async (work: (db: Db) => Promise<unknown>) => {
  const database = await openPglite(dataDir)
  await work(database.db)
  await database.close()
}

it('says in one line whether the audit log is whole, and refuses while the desk is up', async () => {
  await onDatabase(async (db) => {
    for (let number = 0; number < 3; number += 1)
      await recordEvent(db, {
        at: new Date(),
        kind: 'link.copied',
        actorId: null,
        linkId: null,
        facts: { how: 'copied' },
      })
  })
  const whole = await verify()
  expect(whole).toMatchObject({ code: 0, stderr: '' })
  expect(whole.stdout).toMatch(
    /^The audit log is whole\. Events checked: 3\. The newest is number 3 with the hash [0-9a-f]{64}\.\n$/,
  )

  await onDatabase(async (db) => {
    await db.execute(sql`update events set at = at + interval '1 millisecond' where id = 2`)
    const held = await verify()
    expect(held).toMatchObject({ code: 1, stdout: '' })
    expect(held.stderr).toContain(dataDir)
  })

  expect(await verify()).toMatchObject({
    code: 1,
    stdout:
      'The audit log is broken at event 2: this event, or the record of the one before it, was changed.\n',
  })
}, 120_000)
