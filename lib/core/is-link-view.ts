import type { LinkView } from './link-view'
import { stateWords } from './state-words'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Whether a status answer is a link and not some proxy's page. The server is ours: only the outline is looked at. */
export const isLinkView = (value: unknown): value is LinkView =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['state'] === 'string' &&
  value['state'] in stateWords &&
  isRecord(value['customer']) &&
  Array.isArray(value['integrations'])
