import 'server-only'
import { ConnectionSnapshot } from '@/lib/core/connection-snapshot'

import { openToken, sealToken } from './token-cipher'

/** Bound to the link like its token, and not to be taken for it. */
const labelOf = (linkId: string) => `${linkId} snapshot`

/** Metadata may hold anything, so a snapshot is sealed as a token is. */
export const sealSnapshot = (snapshot: ConnectionSnapshot, linkId: string): string =>
  sealToken(JSON.stringify(snapshot), labelOf(linkId))

/** Throws if it was changed, or its key is gone. */
export const openSnapshot = (sealed: string, linkId: string): ConnectionSnapshot =>
  ConnectionSnapshot.parse(JSON.parse(openToken(sealed, labelOf(linkId))))
