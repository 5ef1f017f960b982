import 'server-only'
import { readFileSync, statSync } from 'node:fs'

import { errorCode } from '@/lib/core/errors'

/** What a file holds that a setting names, or what is wrong with it; neither says where it is. */
export function readSmallFile(
  path: string,
  mostBytes: number,
  what: string,
): { bytes: Buffer } | { fault: string } {
  try {
    // What is no plain file may never end, or be read once only.
    const stat = statSync(/* turbopackIgnore: true */ path)
    if (!stat.isFile()) return { fault: 'names something that is no file' }
    if (stat.size > mostBytes) return { fault: `names a file that is too large to hold ${what}` }
    return { bytes: readFileSync(/* turbopackIgnore: true */ path) }
  } catch (error) {
    return {
      fault: fileFaults[errorCode(error) ?? ''] ?? `names a file that cannot be read (${errorCode(error)})`,
    }
  }
}

const fileFaults: Record<string, string> = {
  ENOENT: 'names a file that is not there',
  EACCES: 'names a file that this process may not read',
}
