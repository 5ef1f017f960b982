import 'server-only'
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'

import { readSmallFile } from './small-file'

/** A picture as it is served; `version` changes with it. */
export type CompanyLogo = {
  type: 'image/svg+xml' | 'image/png'
  bytes: Uint8Array<ArrayBuffer>
  version: string
}

/** The logo in a file, or what is wrong with the file. */
export function readCompanyLogo(path: string): CompanyLogo | { fault: string } {
  const read = readSmallFile(path, 100_000, 'a logo: 100 kB at most')
  if ('fault' in read) return read
  const type = typeOf(read.bytes)
  if (type === null) return { fault: 'names a file that is neither SVG nor PNG' }
  const version = createHash('sha256').update(read.bytes).digest('hex').slice(0, 16)
  return { type, bytes: new Uint8Array(read.bytes), version }
}

const pngBegins = Buffer.from('89504e470d0a1a0a', 'hex')

const typeOf = (bytes: Buffer): CompanyLogo['type'] | null => {
  if (bytes.subarray(0, pngBegins.length).equals(pngBegins)) return 'image/png'
  // An element of that name is no picture without the name of its language, which browsers ask for in a file.
  const isSvg = isUtf8(bytes) && bytes.includes('<svg') && bytes.includes('http://www.w3.org/2000/svg')
  return isSvg ? 'image/svg+xml' : null
}
