import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { scrub } from './log'

const token = `nango_connect_session_${'ab'.repeat(32)}`

const sealed = `k1.${'i'.repeat(16)}.${'t'.repeat(22)}.sealedcanary`
const deskKey = `cdk_canary${'x'.repeat(37)}`
const jwt = 'eyJhbGciOiJkaXIifQ..aXZpdml2.jwtcanary.dGFn'

/** Logs in a process of its own, because the logger writes to standard output itself. */
const logged = (body: string) =>
  execFileSync(
    process.execPath,
    [
      '--conditions=react-server',
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `
      const { useTestSettings } = await import('@/lib/testing/test-settings')
      useTestSettings({ LOG_LEVEL: 'info' })
      const { log } = await import('@/lib/log')
      ${body}
    `,
    ],
    { encoding: 'utf8', cwd: join(import.meta.dirname, '..') },
  )

it('tells of a failed query without its parameters', () => {
  const output = logged(`
    const failed = Object.assign(new Error('Failed query: select params: canary@example.com'), {
      query: 'select', params: ['canary@example.com'], cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    })
    log().error({ err: failed }, 'work failed')
  `)
  expect(output).toContain('ECONNREFUSED')
  expect(output).not.toContain('canary')
})

it('hides secrets in fields, in text and in errors, and keeps the rest', () => {
  const output = logged(`
    const error = Object.assign(new Error('failed with Bearer 4f5c6d1e-8a39 at ?session_token=${token}'), {
      config: { headers: { Authorization: 'Bearer canary-api-key' } }, code: 'ERR_BAD_REQUEST',
      cause: new Error('inner ${token}'),
    })
    log().error({ err: error, token: 'canary-token', call: { apiKey: 'canary-key' }, linkId: 'lnk_1' }, 'said ${token} ${sealed} ${jwt} ${deskKey}')
  `)
  expect(output).toContain('lnk_1')
  expect(output).toContain('ERR_BAD_REQUEST')
  expect(output).not.toMatch(/canary|nango_connect_session_[0-9a-f]|4f5c6d1e/)
})

const parseLines = (output: string): unknown[] =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

it('names the request that a line belongs to', () => {
  const output = logged(`
    const { beginRequest } = await import('@/lib/log')
    log().info('before')
    await new Promise((resolve) => setImmediate(() => {
      beginRequest('trace-12345', { address: '192.0.2.1', origin: 'https://desk.example.com' })
      setTimeout(() => resolve(log().info('during')))
    }))
    log().info('after')
  `)
  expect(parseLines(output)).toMatchObject([
    { msg: 'before' },
    { msg: 'during', requestId: 'trace-12345' },
    { msg: 'after' },
  ])
  expect(output.match(/requestId/g)).toHaveLength(1)
})

it('makes lines of its own of what Next says on the console', () => {
  const output = logged(`
    const { captureConsole } = await import('@/lib/log')
    captureConsole()
    console.error(' ⨯', Object.assign(new Error('select params: canary'), { params: ['canary'], cause: new Error('refused') }))
    console.error(Object.assign(new Error('told by onRequestError'), { digest: '123' }))
    console.warn('be %s', 'careful', { token: 'canary' })
  `)
  expect(parseLines(output)).toMatchObject([
    { level: 50, msg: ' ⨯', err: { name: 'Error', cause: { message: 'refused' } } },
    { level: 40, msg: 'be %s careful' },
  ])
  expect(output).not.toContain('canary')
})

it('cuts every text, list, object and chain of causes to a size that a log can bear', () => {
  const output = logged(`
    const long = 'é'.repeat(300_000)
    const endless = new Error('endless')
    endless.cause = endless
    const deep = Array.from({ length: 100 }).reduce((inner) => ({ inner }), 'bottom')
    const many = Object.fromEntries(Array.from({ length: 9_999 }, (_, n) => ['k' + n, long]))
    log().error({ err: new Error(long), [long]: long, list: Array(9_999).fill(long) }, long)
    log().error({ err: Object.assign(new Error(long, { cause: long }), { code: long }), bytes: new Uint8Array(9_999), deep, many }, '%s', long)
    log().error(endless)
    log().error(new Error(long))
  `)
  const lines = output.trim().split('\n')
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line.length).toBeLessThan(40_000)
  expect(parseLines(output)).toMatchObject([
    {
      msg: expect.stringMatching(/^é{2048}… \(300000 characters\)$/),
      err: { stack: expect.stringContaining('at ') },
    },
    { bytes: '9999 bytes' },
    { msg: 'Error', err: { message: 'endless', cause: { cause: {} } } },
    { msg: 'Error', err: { message: expect.stringMatching(/^é{2048}…/) } },
  ])
})

it('never lets a text begin a line of its own, nor a field of ours', () => {
  const forged = 'x\n{"level":30,"msg":"forged"}\r\n\u2028\u0000\u001b[2K","requestId":"req_forged'
  const output = logged(`
    const { captureConsole } = await import('@/lib/log')
    captureConsole()
    const forged = ${JSON.stringify(forged)}
    log().info({ forged, [forged]: 1, err: new Error(forged) }, forged)
    log().warn({ code: forged }, 'next-auth')
    console.error(forged, new Error(forged))
    console.warn(forged)
  `)
  const lines = parseLines(output)
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line).not.toHaveProperty('requestId')
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(output.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f]/)
})

it('finds secrets wherever they stand, and leaves what only looks like one', () => {
  for (const around of [
    (x: string) => x,
    (x: string) => `a-${x}`,
    (x: string) => `www.${x}.`,
    (x: string) => `/${x}"`,
  ])
    for (const secret of [
      token,
      sealed,
      deskKey,
      jwt,
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
      `Bearer ${'x'.repeat(30)}`,
    ])
      expect(scrub(around(secret))).not.toMatch(
        /canary|nango_connect_session_[0-9a-f]|aXZpdml2|c2ln|xxx|sdWIi/,
      )
  for (const text of [
    'eyJ',
    'eyJhbGciOiJIUzI1NiJ9',
    'eyJ-eyJ-eyJ-',
    'eyJoy.example',
    'greyjoy.example.com',
    'cdk_short',
  ])
    expect(scrub(text)).toBe(text)
})
