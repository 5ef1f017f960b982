import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { findProgram } from './find-program'
import { installDebianPackage, sudoPrefix } from './install-debian-package'

/** Returns the folder that holds initdb and postgres; installs Debian's package as root, else throws with the one command. */
export function findPostgres(): string {
  const found = findInstalled()
  if (found !== undefined) return found
  if (installDebianPackage('postgresql')) {
    const installed = findInstalled()
    if (installed !== undefined) return installed
  }
  const command = process.platform === 'darwin' ? 'brew install postgresql@17' : linuxCommand()
  throw new Error(`No PostgreSQL server was found. Run: ${command} (or set TEST_DATABASE_URL)`)
}

function linuxCommand(): string {
  const install = findProgram(['dnf']) ? 'dnf install -y postgresql-server' : 'apt-get install -y postgresql'
  return `${sudoPrefix()}${install}`
}

function findInstalled(): string | undefined {
  const initdb = findProgram(['initdb'])
  const onPath = initdb === undefined ? [] : [dirname(realpathSync(initdb))]
  return [...onPath, ...distributionFolders()].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

function distributionFolders(): string[] {
  return [
    ...childFolders('/usr/lib/postgresql', /^\d+$/),
    ...childFolders('/usr', /^pgsql-\d+$/),
    ...childFolders('/opt/homebrew/opt', /^postgresql(@\d+)?$/),
    ...childFolders('/usr/local/opt', /^postgresql(@\d+)?$/),
  ]
}

function childFolders(parent: string, name: RegExp): string[] {
  if (!existsSync(parent)) return []
  const newestFirst = readdirSync(parent)
    .filter((child) => name.test(child))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  return newestFirst.map((child) => join(parent, child, 'bin'))
}
