import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

/** A key as its owner sends it: `cdk_` and 32 random bytes in base64url. */
const shape = /^cdk_[\w-]{43}$/

export const newApiKey = () => `cdk_${randomBytes(32).toString('base64url')}`

/** Whether a text can be a key at all. */
export const isApiKey = (text: string) => shape.test(text)

/** What is stored of a key. It is as random as the hash itself, so that a fast one is enough. */
export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex')
