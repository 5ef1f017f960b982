import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { vi } from 'vitest'

import { onProcessEnd, stopProcess } from './child-processes'
import { freePort } from './ports'
import { findOrInstall } from './workshop/find-programs'

const services = [
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'proxymap unix - - n - - proxymap',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
  'postlog unix-dgram n - n - 1 postlogd',
]

/**
 * Starts a real Postfix on loopback that hands all mail on to a port here. It refuses `nobody@example.com`, and puts off
 * `later@example.com`. It runs as root alone, from a folder that `stop` removes.
 */
export async function startPostfix(relayPort: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const program = findOrInstall(
    ['postfix', '/usr/sbin/postfix'],
    'postfix',
    'sudo apt-get install --yes postfix',
  )
  const folder = mkdtempSync(join(tmpdir(), 'desk-postfix-'))
  const port = await freePort()
  for (const name of ['config', 'queue', 'data']) mkdirSync(join(folder, name))
  // Postfix gives up root's rights, and comes to what is its own all the same.
  chmodSync(folder, 0o755)
  const [uid = 0, gid = 0] = ['-u', '-g'].map((of) => Number(execFileSync('id', [of, 'postfix'])))
  chownSync(join(folder, 'data'), uid, gid)
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    mail_owner: 'postfix',
    myhostname: 'mail.example.com',
    mydestination: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    relayhost: `[127.0.0.1]:${relayPort}`,
    smtp_tls_security_level: 'none',
    smtpd_recipient_restrictions:
      'check_recipient_access inline:{{nobody@example.com = 550 5.1.1 No such user}, {later@example.com = 450 4.2.0 Later}}, permit_mynetworks, reject',
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: folder,
    multi_instance_enable: 'no',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  writeFileSync(join(folder, 'config', 'main.cf'), `${lines.join('\n')}\n`)
  const master = [`127.0.0.1:${port} inet n - n - - smtpd`, ...services]
  writeFileSync(join(folder, 'config', 'master.cf'), `${master.join('\n')}\n`)
  const config = join(folder, 'config')
  const child = spawn(program, ['-c', config, 'start-fg'], { stdio: 'ignore' })
  const end = () => spawnSync(program, ['-c', config, 'abort'], { stdio: 'ignore' })
  const cancelCleanUp = onProcessEnd(end)
  await vi.waitFor(() => connect(port), { timeout: 30_000, interval: 50 })
  return {
    port,
    stop: async () => {
      // What the program started goes on without it, and is told by the program.
      end()
      await stopProcess(child, 'SIGTERM', 5_000)
      cancelCleanUp()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const connect = (port: number) =>
  new Promise<void>((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
  })
