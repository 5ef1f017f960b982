/** What becomes of a connection's metadata at a reconnect when the desk cannot put it back. */
export type MetadataFate = 'kept' | 'lost' | 'unknown'

/** What the desk's API key at Nango does not allow; false where that is not known. */
export type KeyLimits = { lacksUpdate: boolean; lacksDelete: boolean }

export const updateScope = 'environment:connections:update'
export const deleteScope = 'environment:connections:delete'
