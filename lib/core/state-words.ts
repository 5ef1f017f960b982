import type { LinkState } from './link-state'

/** The word that people see for a state. */
export const stateWords: Record<LinkState, string> = {
  creating: 'Being made',
  active: 'Waiting for the customer',
  connected: 'Connected',
  expired: 'Expired',
  revoked: 'Revoked',
  failed: 'Failed',
}

/** The word for a revoked link that another one took the place of: for people alone, its state stays what it is. */
export const renewedWord = 'Renewed'
