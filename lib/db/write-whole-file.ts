import 'server-only'
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

import { errorCode } from '@/lib/core/error-code'
import { PlainError } from '@/lib/core/plain-error'

/** Has `write` fill a new file that only its owner can read, and gives it its name once it is whole and on the disk. */
export const writeWholeFile = async (file: string, write: (draft: string) => Promise<void>) => {
  const draft = `${file}.${randomUUID()}.part`
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw new PlainError(`${file} cannot be written (${errorCode(error) ?? 'unknown'}).`, { cause: error })
  })
  try {
    await write(draft)
    await handle.sync()
    await rename(draft, file)
  } finally {
    await handle.close()
    await rm(draft, { force: true })
  }
}
