import { randomUUID } from 'node:crypto'

import { messageActions } from './message-action-rows'
import { presetActions } from './preset-action-rows'
import { type ActionRow, everyRole } from './row'
import { statusActions } from './status-action-rows'

const signedOut = 'signed_out'
const malformed = 'invalid_input'

/** Outcomes for those who may not, or are not known, whatever they ask for: only what makes no sense is told apart. */
const anyLink = (outcome: string) => ({ own: outcome, other: outcome, missing: outcome, malformed })
const anyOther = (outcome: string) => ({ other: outcome, missing: outcome, malformed })

const linkActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action createLinkAction',
    about: 'nothing',
    ask: () => [null, { form: { intentKey: randomUUID(), customerId: 'user_42', integrations: 'github' } }],
    gets: {
      ...everyRole('done + changed + link'),
      viewer: 'not_allowed',
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action renewLinkAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, intentKey: randomUUID() }],
    gets: {
      ...everyRole({
        own: 'done + changed + link',
        other: 'done + changed + link',
        missing: 'not_found',
        malformed,
      }),
      viewer: anyLink('not_allowed'),
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action revealLinkAction',
    about: 'link',
    ask: ({ id }) => [id],
    gets: {
      viewer: { own: 'done', other: 'done', missing: 'not_found', malformed },
      agent: { own: 'done + changed + link', other: 'done', missing: 'not_found', malformed },
      admin: {
        own: 'done + changed + link',
        other: 'done + changed + link',
        missing: 'not_found',
        malformed,
      },
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action revokeLinkAction',
    about: 'link',
    ask: ({ id }) => [id],
    gets: {
      ...everyRole({ own: 'done + changed', other: 'done + changed', missing: 'not_found', malformed }),
      viewer: anyLink('not_allowed'),
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action answerReportAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, reportedAt: '2026-01-05T12:00:00.000Z' }],
    gets: {
      ...everyRole({ own: 'done', other: 'done', missing: 'not_found', malformed }),
      viewer: anyLink('not_allowed'),
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action confirmConnectionAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, integrationKey: 'github' }],
    gets: {
      ...everyRole({ own: 'done', other: 'done', missing: 'not_found', malformed }),
      viewer: anyLink('not_allowed'),
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action settleAlarmAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, integration: 'github', connectionId: 'no-alarm', verdict: 'leave' }],
    gets: {
      ...everyRole({ own: 'done', other: 'done', missing: 'not_found', malformed }),
      viewer: anyLink('not_allowed'),
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action listLiveLinksAction',
    about: 'staff',
    ask: ({ id }) => [{ by: 'staff', value: id }],
    gets: { ...everyRole('not_allowed'), admin: 'done', else: signedOut },
  },
]

const connectionActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action reconnectLinkAction',
    about: 'connection',
    ask: ({ integration, id }) => [
      { intentKey: randomUUID(), integration, connectionId: id, language: null },
    ],
    gets: {
      ...everyRole({
        other: 'done + changed + link',
        missing: 'connection_gone',
        malformed: 'connection_gone',
      }),
      viewer: 'not_allowed',
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action retagConnectionAction',
    about: 'connection',
    ask: ({ integration, id }) => [
      { integration, connectionId: id, set: [{ key: 'plan', value: 'pro' }], remove: [] },
    ],
    gets: {
      ...everyRole({ other: 'done + changed', missing: 'connection_gone', malformed: 'connection_gone' }),
      viewer: 'not_allowed',
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action disconnectConnectionAction',
    about: 'connection',
    ask: ({ integration, id, customer }) => [{ integration, connectionId: id, confirmation: customer }],
    gets: {
      ...everyRole('not_allowed'),
      admin: { other: 'done + changed', missing: 'connection_gone', malformed: 'connection_gone' },
      else: signedOut,
    },
  },
]

const settingsActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action disableStaffAction',
    about: 'staff',
    ask: ({ id }) => [{ id }],
    gets: {
      ...everyRole(anyLink('not_allowed')),
      admin: { own: 'staff_is_self', other: 'done + changed', missing: 'staff_not_found', malformed },
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action enableStaffAction',
    about: 'staff',
    ask: ({ id }) => [id],
    gets: {
      ...everyRole(anyLink('not_allowed')),
      admin: { own: 'done', other: 'done', missing: 'staff_not_found', malformed },
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action changeRoleAction',
    about: 'staff',
    ask: ({ id }) => [{ id, role: 'viewer' }],
    gets: {
      ...everyRole(anyLink('not_allowed')),
      admin: { own: 'staff_is_self', other: 'done + changed', missing: 'staff_not_found', malformed },
      else: signedOut,
    },
  },
  {
    kind: 'action',
    name: 'action savePreferencesAction',
    about: 'nothing',
    // A preset that there is not, and another one each time, so that something changes.
    ask: () => [{ defaultPreset: `pst_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}` }],
    gets: { ...everyRole('done + changed'), else: signedOut },
  },
  {
    kind: 'action',
    name: 'action changeHostListAction',
    about: 'nothing',
    ask: () => [{ integration: 'salesforce', entry: `${randomUUID()}.example.com`, isListed: true }],
    gets: { ...everyRole('not_allowed'), admin: 'done + changed', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action sendAgainAction',
    about: 'webhook',
    ask: ({ id }) => [id],
    gets: {
      ...everyRole(anyOther('not_allowed')),
      admin: { other: 'done + changed', missing: 'webhook_not_found', malformed },
      else: signedOut,
    },
  },
]

const keyActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action createApiKeyAction',
    about: 'nothing',
    ask: () => [{ name: 'A tool', scopes: ['create', 'revoke'], lifeDays: 30 }],
    gets: { ...everyRole('not_allowed'), admin: 'done + changed + key', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action revokeApiKeyAction',
    about: 'api key',
    ask: ({ id }) => [id],
    gets: {
      ...everyRole(anyOther('not_allowed')),
      admin: { other: 'done + changed', missing: 'key_not_found', malformed },
      else: signedOut,
    },
  },
]

/** Who may do what. Whoever is signed out is told so, whatever they ask for. */
export const actionRows: ActionRow[] = [
  ...linkActions,
  ...connectionActions,
  ...settingsActions,
  ...messageActions,
  ...presetActions,
  ...statusActions,
  ...keyActions,
]
