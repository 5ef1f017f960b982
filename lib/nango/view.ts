export type ScopeState = 'granted' | 'missing' | 'unknown'

/**
 * Without a needed scope the desk does not work; without an optional one some things cannot be done; an excessive one
 * lets the key do what the desk never does.
 */
export type ScopeNeed = 'needed' | 'optional' | 'excessive'

/** An integration as the desk knows it: nothing of its credentials. */
export type Integration = { key: string; provider: string | null; displayName: string }
