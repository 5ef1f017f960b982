import type { DeskFacts, DeskStatus, NangoCheck } from '@/lib/status/view'

/** A desk where all is well, as its status page knows it. */
export const goodFacts: DeskFacts = {
  version: '1.2.3',
  isSandbox: false,
  appOrigin: 'https://desk.example.com',
  customerOrigin: 'https://connect.example.com',
  nangoHost: 'https://nango.example.com',
  connectOrigin: 'https://connect.example.com',
  apiUrlInLinks: 'https://nango.example.com',
  hasSigningKey: true,
  webhookUrl: 'https://desk.example.com/api/webhooks/nango',
  databaseEngine: 'PostgreSQL',
  receiverOrigin: 'https://tool.example.com',
  mailFrom: 'support@example.com',
  isMailReal: true,
  timeZone: 'UTC',
  trustedProxies: 1,
  isProxyUndeclared: false,
  adminEmails: [],
  eventDays: null,
  deliveryDays: 30,
}
export const goodStatus: DeskStatus = {
  refusedWebhooks: 0,
  failedAttempts: [],
  deliveries: [
    {
      id: 1,
      receivedAt: '2026-10-01T10:00:00.000Z',
      type: 'auth',
      operation: 'creation',
      isSuccess: true,
      integrationKey: 'github',
      outcome: 'A connection was noted',
    },
  ],
  outgoing: { waiting: 0, givenUp: 0, webhooks: [] },
  linkOrigin: { pinned: null, wasLastRefused: false },
  obstacles: { links: null, apiUrlInLinks: null, customers: null, webhooks: null },
  database: { version: '17.2', appliedMigrations: 5, knownMigrations: 5, sizeBytes: 9_000_000 },
  orphanKeys: [],
  mail: { waiting: 0, failed: 0, trouble: null },
  sweptAt: '2026-10-01T10:00:00.000Z',
  mailedAt: '2026-10-01T10:00:00.000Z',
}
export const goodCheck: NangoCheck = {
  checkedAt: '2026-10-01T10:00:00.000Z',
  failure: null,
  scopes: [
    { name: 'environment:connections:read', need: 'needed', state: 'granted' },
    { name: 'environment:connections:delete', need: 'optional', state: 'granted' },
    { name: 'environment:connections:read_credentials', need: 'excessive', state: 'missing' },
  ],
  latencyMs: 40,
  clockAheadMs: 0,
  rate: null,
}
