import type { RouteRow } from './row'

/** What customers send: they are known by the cookie of their visit, which none of these has. */
export const customerRows: RouteRow[] = [
  {
    kind: 'route',
    name: 'POST /c/[code]/act',
    about: 'hand-off link',
    ask: ({ code = '' }) => ({ path: `/c/${code}/act`, form: { what: 'continue' } }),
    gets: { else: { other: '→ /c/code + changed', missing: '→ /c/code', malformed: '404' } },
  },
  {
    kind: 'route',
    name: 'GET /c/[code]/unsubscribe',
    about: 'hand-off link',
    ask: ({ code = '' }) => ({ path: `/c/${code}/unsubscribe` }),
    gets: { else: { other: '→ /c/code/reminders', missing: '→ /c/code/reminders', malformed: '404' } },
  },
  {
    kind: 'route',
    // Nobody was mailed anything about it.
    name: 'POST /c/[code]/unsubscribe',
    about: 'hand-off link',
    ask: ({ code = '' }) => ({
      path: `/c/${code}/unsubscribe`,
      form: { 'List-Unsubscribe': 'One-Click' },
    }),
    gets: { else: { other: '→ /c/code/reminders?done=1', missing: '404', malformed: '404' } },
  },
  {
    kind: 'route',
    name: 'POST /api/customer/session',
    about: 'hand-off link',
    ask: ({ code = '' }) => ({
      path: '/api/customer/session',
      body: { code, integrationKey: 'private-api-bearer' },
    }),
    gets: { else: { other: '410', missing: '404', malformed: '400' } },
  },
  {
    kind: 'route',
    name: 'POST /api/customer/event',
    about: 'hand-off link',
    ask: ({ code = '' }) => ({ path: '/api/customer/event', body: { code, event: { type: 'poll' } } }),
    gets: { else: { other: '410', missing: '404', malformed: '400' } },
  },
]
