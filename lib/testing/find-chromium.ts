import { existsSync } from 'node:fs'

import { chromium } from 'playwright'

import { findProgram } from './find-program'
import { installDebianPackage } from './install-debian-package'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const usualFolders = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Chromium.app/Contents/MacOS',
]

const macPrograms = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Returns the path of Playwright's Chromium or the system's; installs Debian's as root, else throws with the one command. */
export function findChromium(): string {
  const found = findInstalled()
  if (found !== undefined) return found
  if (installDebianPackage('chromium')) {
    const installed = findInstalled()
    if (installed !== undefined) return installed
  }
  throw new Error('No Chromium was found. Run: npx playwright install chromium')
}

/** Launch flags: quiet on the network, and without the sandbox where Chromium refuses it (as root). */
export function chromiumFlags(): string[] {
  const flags = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    '--disable-gpu',
  ]
  return process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags
}

function findInstalled(): string | undefined {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  return findProgram(systemNames, usualFolders) ?? macPrograms.find((path) => existsSync(path))
}
