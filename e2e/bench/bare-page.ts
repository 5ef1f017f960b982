import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { freePort } from '@/lib/testing/free-port'
import { stopProcess } from '@/lib/testing/stop-process'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(tmpdir(), 'connect-desk-bare-page')
const next = `${root}node_modules/next/dist/bin/next`
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const

/** Builds and starts the smallest Next app there is: one page with one line of text. */
export async function startBarePage(): Promise<{ origin: string; stop: () => Promise<void> }> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${folder}/app`, { recursive: true })
  writeFileSync(
    `${folder}/app/layout.jsx`,
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }\n',
  )
  writeFileSync(`${folder}/app/page.jsx`, 'export default function Page() { return <p>A bare page</p> }\n')
  // Outside the repository, or Next would find the desk's own files above it; the root must hold the linked modules.
  symlinkSync(`${root}node_modules`, `${folder}/node_modules`)
  writeFileSync(`${folder}/next.config.mjs`, `export default { turbopack: { root: '/' } }\n`)
  writeFileSync(`${folder}/package.json`, '{ "private": true }\n')
  execFileSync(process.execPath, [next, 'build'], { cwd: folder, env, stdio: 'ignore' })
  const port = await freePort()
  const server = spawn(process.execPath, [next, 'start', '-H', 'localhost', '-p', String(port)], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve) => {
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready')) resolve()
    })
  })
  return { origin: `http://localhost:${port}`, stop: () => stopProcess(server, 'SIGTERM', 15_000) }
}
