import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'playwright/test'
import { z } from 'zod'

import { freePort } from '@/lib/testing/ports'
import { serverAccount } from '@/lib/testing/workshop/postgres-server'

import { connectAsCustomer, openPhone } from './fixtures/customer'
import { copyLink, createLink } from './fixtures/link-form'
import { pressSignIn } from './fixtures/sign-in'
import { blankSettings, startApp } from './fixtures/start-app'

const root = fileURLToPath(new URL('../', import.meta.url))
const mostMegabytes = 90

/** The last stage of the Dockerfile, its continued lines joined. */
const finalStage = () => {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ')
  return (text.split(/^FROM .*$/m).at(-1) ?? '').split('\n').filter((line) => /^[A-Z]/.test(line))
}

const argumentsOf = (instruction: string) =>
  finalStage().flatMap((line) =>
    line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [],
  )

const programOf = (instruction: string) =>
  z.array(z.string()).parse(JSON.parse(/\[.*\]$/.exec(argumentsOf(instruction)[0] ?? '')?.[0] ?? '[]'))

/** What the image holds of the build, in a folder of its own, and where it may write; the user is `nobody` where we are root. */
const makeTree = () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-image-'))
  const [desk, data] = [join(folder, 'desk'), join(folder, 'data')]
  for (const line of argumentsOf('COPY')) {
    const [, from = '', to = ''] = /^--from=build \/desk\/(\S+) (\S+)$/.exec(line) ?? []
    cpSync(join(root, from), resolve(desk, to), { recursive: true })
  }
  mkdirSync(data)
  // Where this Node lies others may not look.
  const node = join(folder, 'node')
  cpSync(process.execPath, node)
  const user = serverAccount()
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid)
  chmodSync(folder, 0o755)
  return { folder, node, desk, data, user }
}

test('the image starts as nobody on what its last stage copies, and does the main job', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const { folder, node, desk, data, user } = makeTree()
  const kilobytes = Number(execFileSync('du', ['-sk', desk], { encoding: 'utf8' }).split('\t')[0])
  expect(kilobytes / 1024).toBeLessThanOrEqual(mostMegabytes)
  const ours = execFileSync('find', [desk, '-path', '*/node_modules', '-prune', '-o', '-print'], {
    encoding: 'utf8',
  })
  expect(ours).not.toMatch(/\.env|\.test\.|\/e2e|\/cache\/|lib\/testing/)

  const port = await freePort()
  const image = Object.fromEntries(argumentsOf('ENV').map((line) => line.split('=', 2)))
  const [program, ...args] = programOf('CMD')
  expect(program).toBe('node')
  const settings = {
    ...image,
    PORT: String(port),
    DESK_DATA_DIR: data,
    ALLOW_SANDBOX: '1',
    SANDBOX_PORT: '0',
  }
  const app = await startApp({
    name: 'image',
    port,
    settings,
    server: { program: node, args, cwd: desk, ...user },
  })
  try {
    await test.step('a link is created and connected', async () => {
      const page = await browser.newPage({ baseURL: app.origin })
      await pressSignIn(page, 'Agent')
      const card = await createLink(page, { customerId: 'user_42', integrations: ['GitHub'] })
      const phone = await openPhone(browser)
      await connectAsCustomer(phone, await copyLink(page), {})
      await phone.context().close()
      await expect(card).toContainText('Connected')
      await page.close()
    })
    const [check = '', ...checkArgs] = programOf('HEALTHCHECK')
    const isHealthy = () =>
      spawnSync(check, checkArgs, { env: { ...process.env, PORT: String(port) } }).status === 0
    expect(isHealthy()).toBe(true)
    await app.stop()
    expect(isHealthy()).toBe(false)
    const run = (...command: string[]) =>
      spawnSync(node, ['command.mjs', ...command], {
        cwd: desk,
        env: { ...process.env, ...blankSettings(), ...settings },
        encoding: 'utf8',
        ...user,
      }).stdout
    expect(run('audit:verify')).toContain('The audit log is whole.')
    const backup = join(data, 'desk.backup')
    expect(run('db:backup', backup)).toContain(`Backed up to ${backup} (`)
    settings.DESK_DATA_DIR = join(data, 'restored')
    expect(run('db:restore', backup)).toBe(`Restored from ${backup}.\n`)
    expect(run('audit:verify')).toContain('The audit log is whole.')
  } finally {
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
