import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'

import { chromium } from 'playwright'

// The shell without a window takes a quarter less of the processor than the whole browser.
const browsers = 'chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable'
const macBrowsers = '/Applications/*Chrom*.app/Contents/MacOS/*Chrom*'
const servers =
  'initdb /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /*/*/opt/postgresql*/bin/initdb'

/** Launch options with the path of a Chromium; without one Playwright takes its own. Throws with the one command that brings it. */
export function findChromium(): { executablePath?: string } {
  if (existsSync(chromium.executablePath())) return {}
  const programs = [...browsers.split(' '), macBrowsers]
  const command = 'npx playwright install chromium'
  return { executablePath: findOrInstall(programs, 'chromium-headless-shell', command) }
}

/** The folder with initdb and pg_ctl. Throws with the one command that brings it. */
export function findPostgres(): string {
  const command = process.platform === 'darwin' ? 'brew install' : 'sudo apt-get install'
  return dirname(realpathSync(findOrInstall(servers.split(' '), 'postgresql', `${command} postgresql`)))
}

/** The first of these that can be run; on Debian as root it installs the package that has it, and says so. */
export function findOrInstall(programs: string[], debianPackage: string, command: string): string {
  const found = findProgram(programs)
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined) {
    process.stdout.write(`Installing the package ${debianPackage} (apt-get install -y ${debianPackage})\n`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', debianPackage]])
      spawnSync('apt-get', args, { env, stdio: 'inherit' })
  }
  const installed = findProgram(programs)
  if (installed === undefined) throw new Error(`There is no ${programs[0]}. Run: ${command}`)
  return installed
}

/** The path of the first of these, names on PATH or paths with `*`, that can be run. */
export function findProgram(programs: string[]): string | undefined {
  const search = `IFS=; for wanted; do for one in $wanted; do
    found=$(command -v "$one") && [ -f "$found" ] && [ -x "$found" ] && echo "$found" && exit; done; done`
  return (
    spawnSync('/bin/sh', ['-c', search, 'sh', ...programs], { encoding: 'utf8' }).stdout.trim() || undefined
  )
}
