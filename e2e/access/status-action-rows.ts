import { randomUUID } from 'node:crypto'

import { type ActionRow, everyRole } from './row'

const signedOut = 'signed_out'

/** Who may ask how the desk stands, and try it. */
export const statusActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action checkAgainAction',
    about: 'nothing',
    ask: () => [],
    gets: { ...everyRole('not_allowed'), admin: 'done', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action sendTestWebhookAction',
    about: 'nothing',
    ask: () => [],
    gets: { ...everyRole('not_allowed'), admin: 'done', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action makeTestLinkAction',
    about: 'nothing',
    ask: () => [{ integration: 'github', intentKey: randomUUID() }],
    gets: { ...everyRole('not_allowed'), admin: 'done + changed', else: signedOut },
  },
]
