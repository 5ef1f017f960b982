import { spawnSync } from 'node:child_process'

import { findProgram } from './find-program'

/** Installs one distribution package on Debian as root and says so. Returns false where that is not possible. */
export function installDebianPackage(name: string): boolean {
  if (!isRootOnDebian()) return false
  process.stdout.write(`Installing the package ${name} (apt-get install -y ${name})\n`)
  return runAptGet(['update']) && runAptGet(['install', '-y', '--no-install-recommends', name])
}

/** The prefix a person needs before a command that installs something. */
export function sudoPrefix(): string {
  return process.getuid?.() === 0 ? '' : 'sudo '
}

function isRootOnDebian(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined
}

function runAptGet(args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}
