import { everyRole, type PageRow } from './row'

const everybody = { else: 'shown' }
const staff = { ...everyRole('shown'), else: 'sign-in' }

/** Who sees which page. Whoever may not is told that there is no such page, as for what does not exist. */
export const pageRows: PageRow[] = [
  {
    kind: 'page',
    name: 'page /',
    about: 'link',
    ask: ({ id = '' }) => `/?link=${encodeURIComponent(id)}`,
    gets: {
      viewer: 'shown',
      agent: { own: 'shown + changed + link', other: 'shown', missing: 'shown', malformed: 'shown' },
      admin: {
        own: 'shown + changed + link',
        other: 'shown + changed + link',
        missing: 'shown',
        malformed: 'shown',
      },
      else: 'sign-in',
    },
  },
  { kind: 'page', name: 'page /links', about: 'nothing', ask: () => '/links', gets: staff },
  {
    kind: 'page',
    name: 'page /links/[id]',
    about: 'link',
    ask: ({ id = '' }) => `/links/${encodeURIComponent(id)}`,
    gets: {
      ...everyRole({ own: 'shown', other: 'shown', missing: 'no such page', malformed: 'no such page' }),
      else: 'sign-in',
    },
  },
  { kind: 'page', name: 'page /connections', about: 'nothing', ask: () => '/connections', gets: staff },
  {
    kind: 'page',
    name: 'page /connections/[integration]/[id]',
    about: 'connection',
    ask: ({ integration = '', id = '' }) => `/connections/${integration}/${encodeURIComponent(id)}`,
    gets: {
      ...everyRole({ other: 'shown', missing: 'no such page', malformed: 'no such page' }),
      else: 'sign-in',
    },
  },
  {
    kind: 'page',
    name: 'page /audit',
    about: 'nothing',
    ask: () => '/audit',
    gets: { ...staff, agent: 'no such page' },
  },
  {
    kind: 'page',
    name: 'page /settings',
    about: 'nothing',
    ask: () => '/settings',
    gets: { ...staff, viewer: 'no such page', agent: 'no such page' },
  },
  {
    kind: 'page',
    name: 'page /settings/messages',
    about: 'nothing',
    ask: () => '/settings/messages?channel=sms&language=de',
    gets: { ...staff, viewer: 'no such page', agent: 'no such page' },
  },
  {
    kind: 'page',
    name: 'page /checklist',
    about: 'nothing',
    ask: () => '/checklist',
    gets: { ...staff, viewer: 'no such page', agent: 'no such page' },
  },
  { kind: 'page', name: 'page /preferences', about: 'nothing', ask: () => '/preferences', gets: staff },
  {
    kind: 'page',
    name: 'page /signin',
    about: 'nothing',
    ask: () => '/signin',
    gets: { viewer: '→ /', agent: '→ /', admin: '→ /', else: 'shown' },
  },
  {
    kind: 'page',
    name: 'page /api-reference',
    about: 'nothing',
    ask: () => '/api-reference',
    gets: everybody,
  },
  { kind: 'page', name: 'page /not-allowed', about: 'nothing', ask: () => '/not-allowed', gets: everybody },
  {
    kind: 'page',
    name: 'page /c/[code]',
    about: 'hand-off link',
    ask: ({ code = '' }) => `/c/${code}`,
    gets: everybody,
  },
  {
    kind: 'page',
    name: 'page /c/[code]/reminders',
    about: 'hand-off link',
    ask: ({ code = '' }) => `/c/${code}/reminders`,
    gets: { else: { other: 'shown', missing: '→ /c/code', malformed: '→ /c/no-code' } },
  },
  {
    kind: 'page',
    name: 'page /c/[code]/report',
    about: 'hand-off link',
    ask: ({ code = '' }) => `/c/${code}/report`,
    gets: { else: { other: 'shown', missing: '→ /c/code', malformed: '→ /c/no-code' } },
  },
]
