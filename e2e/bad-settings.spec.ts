import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'playwright/test'

import { blankSettings } from './fixtures/start-app'

const root = fileURLToPath(new URL('../', import.meta.url))

/** What `npm start` ends with in production, with these settings only. */
const start = (settings: Record<string, string>) =>
  new Promise<{ code: number | string | null | undefined; told: string }>((resolve) => {
    const fixed = { PORT: '0', NODE_ENV: 'production' as const, NODE_OPTIONS: '' }
    // Node warns where both are set, as the runner does.
    const env = { ...process.env, FORCE_COLOR: undefined, ...blankSettings(), ...fixed, ...settings }
    execFile('npm', ['start', '--silent'], { cwd: root, env, timeout: 30_000 }, (error, _, told) =>
      resolve({ code: error ? error.code : 0, told: told.trim() }),
    )
  })

const first = 'Connect Desk cannot start with these settings:'

test('the very first start in production names all that is missing, and a bad port with it', async () => {
  const { code, told } = await start({ PORT: '99999', DATABSE_URL: 'postgres://canary@db.example.com/desk' })
  expect(code).toBe(1)
  const lines = told.split('\n')
  expect(lines[0]).toBe(first)
  for (const name of [
    'PORT',
    'NANGO_API_KEY',
    'DATABASE_URL',
    'APP_ORIGIN',
    'NEXTAUTH_SECRET',
    'DESK_ENCRYPTION_KEYS',
  ])
    expect(lines).toContainEqual(expect.stringContaining(`  ${name}: `))
  expect(lines.at(-1)).toContain('DATABSE_URL is not a setting of Connect Desk; is DATABASE_URL meant?')
  expect(told).not.toMatch(/reachable|canary/)
})

test('a setting that is no URL is named, and nothing else is blamed', async () => {
  const { code, told } = await start({
    ALLOW_SANDBOX: '1',
    APP_ORIGIN: 'desk.example.com',
    NANGO_CONNECT_URL: '"https://connect.example.com"',
    DATABASE_URL: 'postgres://desk:pa%ss@h/d',
  })
  expect(code).toBe(1)
  expect(told.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
    'Connect Desk cannot start with these settings',
    'NANGO_CONNECT_URL',
    'DATABASE_URL',
    'APP_ORIGIN',
  ])
})
