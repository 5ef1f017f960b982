import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from 'playwright/test'

import { onProcessEnd, stopProcess } from '@/lib/testing/child-processes'
import { findOrInstall } from '@/lib/testing/workshop/find-programs'

/** A port that nginx listens on, what it passes requests on to, and the lines of its `location`, and of `http`. */
export type NginxServer = { port: number; target: string; lines: string[] }

/** Starts a real nginx with these servers; `http` holds lines for all of them. It writes nowhere but to a folder that `stop` removes. */
export async function startNginx(
  servers: NginxServer[],
  http: string[] = [],
): Promise<{ stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-nginx-'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  )
  const blocks = servers.map(
    ({ port, target, lines }) =>
      `server { listen 127.0.0.1:${port}; location / { ${lines.join(' ')} proxy_pass ${target}; } }`,
  )
  const program = findOrInstall(
    ['nginx', '/usr/sbin/nginx'],
    'nginx-light',
    'sudo apt-get install nginx-light',
  )
  const config = join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `daemon off; pid ${join(folder, 'pid')}; error_log stderr; events {}
    http { access_log off; ${[...temporary, ...http, ...blocks].join('\n')} }`,
  )
  const child = spawn(program, ['-c', config, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const cancelCleanUp = onProcessEnd(() => child.kill('SIGTERM'))
  const stop = async () => {
    await stopProcess(child, 'SIGTERM', 5_000)
    cancelCleanUp()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const { port } of servers) await untilAnswered(port, () => words)
  return { stop }
}

const untilAnswered = (port: number, lastWords: () => string) => {
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/api/health`).then(
      ({ ok }) => (ok ? 'ok' : lastWords()),
      () => lastWords(),
    )
  return expect.poll(ask, 'nginx passes requests on').toBe('ok')
}
