import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

import { onProcessEnd } from './child-processes'

const root = join(import.meta.dirname, '../..')

type Run<What extends string> = {
  /** Below lib/testing; its first line says that it has begun, each other one what was done, and to what. */
  script: string
  args: string[]
  /** What of its lines counts. */
  whats: readonly What[]
  /** How long after it has done enough it is killed. */
  ms: number
  isEnough: (said: Record<What, string[]>) => boolean
}

/** Lets a process work, and kills it some time after it has done enough. Returns what it said was done. */
export const runAndKill = async <What extends string>({ script, args, whats, ms, isEnough }: Run<What>) => {
  const node = ['--liftoff-only', '--conditions=react-server', '--import', 'tsx']
  const child = spawn(process.execPath, [...node, `lib/testing/${script}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const cancelCleanUp = onProcessEnd(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name has its list
  const said = Object.fromEntries(whats.map((what) => [what, []])) as unknown as Record<What, string[]>
  const lines = createInterface(child.stdout)
  const closed = once(lines, 'close')
  await once(lines, 'line')
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const [first = '', id = ''] = line.split(' ')
      const what = whats.find((one) => one === first)
      if (what) said[what].push(id)
      if (isEnough(said)) resolve()
    })
    if (isEnough(said)) resolve()
  })
  await wait(ms)
  child.kill('SIGKILL')
  const [, signal] = await ended
  await closed
  cancelCleanUp()
  if (signal !== 'SIGKILL') throw new Error(`${script} ended by itself.`)
  return said
}
