import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it, vi } from 'vitest'

import { runPgProgram } from './backup'

it('PostgreSQL’s own programs go where the desk goes, as safely', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-dump-'))
  const program = join(folder, 'pg_dump')
  writeFileSync(program, '#!/bin/sh\n/usr/bin/env >&2\nexit 1\n')
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', folder)
  const url =
    'postgres://u:p@a,b:6000/d?dbname=e&hostaddr=10.0.0.7,&sslmode=verify-full&sslrootcert=/ca&sslcrl=/crl&ssl_min_protocol_version=TLSv1.3&channel_binding=require'
  const said = await runPgProgram('pg_dump', url, []).catch((error: unknown) => error)
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  const lines = said instanceof Error ? said.message.split('\n').filter((line) => line.startsWith('PG')) : []
  expect(lines.toSorted()).toEqual([
    'PGCHANNELBINDING=require',
    'PGDATABASE=e',
    'PGHOST=a,b',
    'PGHOSTADDR=10.0.0.7,',
    'PGPASSWORD=p',
    'PGPORT=5432,6000',
    'PGSSLCRL=/crl',
    'PGSSLMINPROTOCOLVERSION=TLSv1.3',
    'PGSSLMODE=verify-full',
    'PGSSLROOTCERT=/ca',
    'PGUSER=u',
  ])
})
