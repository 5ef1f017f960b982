import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { GET } from '@/app/api/company-logo/route'
import { useTestSettings } from '@/lib/testing/test-settings'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1"/></svg>'
const png = Buffer.from('89504e470d0a1a0a0000', 'hex')

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-company-'))
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const write = (name: string, contents: string | Buffer) => {
  const path = join(dataDir, name)
  writeFileSync(path, contents)
  return path
}

it('has neither a name nor a logo where nobody set one', () => {
  expect(useTestSettings().company).toEqual({ name: null, logo: null })
  expect(GET().status).toBe(404)
})

it.each([
  ['an SVG', svg, 'image/svg+xml'],
  ['a PNG', png, 'image/png'],
])('serves %s as it is, to everybody, for as long as it is the same', async (_, contents, type) => {
  const { company } = useTestSettings({ COMPANY_NAME: 'Example Ltd', COMPANY_LOGO: write('logo', contents) })
  expect(company).toMatchObject({ name: 'Example Ltd', logo: { type } })
  const answer = GET()
  expect(answer.headers.get('content-type')).toBe(type)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(contents))
})

it('has another version when the picture is another one', () => {
  const one = useTestSettings({ COMPANY_LOGO: write('one', svg) }).company.logo
  const other = useTestSettings({ COMPANY_LOGO: write('other', png) }).company.logo
  expect(one?.version).not.toBe(other?.version)
})

it.each([
  ['a page', '<html><body>no picture</body></html>', 'neither SVG nor PNG'],
  ['an SVG of no language', '<svg viewBox="0 0 1 1"></svg>', 'neither SVG nor PNG'],
  ['nothing', '', 'neither SVG nor PNG'],
  ['too much', svg.padEnd(100_001), 'too large to hold a logo'],
])('refuses a file that holds %s', (_, contents, fault) => {
  expect(() => useTestSettings({ COMPANY_LOGO: write('bad', contents) })).toThrow(
    new RegExp(String.raw`COMPANY_LOGO: names a file that is .*${fault}`),
  )
})

it('refuses what is no file', () => {
  expect(() => useTestSettings({ COMPANY_LOGO: dataDir })).toThrow('COMPANY_LOGO: names something')
  expect(() => useTestSettings({ COMPANY_LOGO: join(dataDir, 'none') })).toThrow('is not there')
})
