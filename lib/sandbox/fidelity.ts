import { resolve } from 'node:path'

import { printScore } from './testing/print-score'

/** `npm run fidelity [-- <folder>]`: how the sandbox compares with recorded exchanges, by endpoint. */
const [folder] = process.argv.slice(2)
await printScore(folder === undefined ? undefined : resolve(folder))
