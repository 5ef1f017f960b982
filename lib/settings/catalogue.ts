import 'server-only'
import { z } from 'zod'

import { TimeZone } from '@/lib/core/paging'

import { baseUrl, collector, issuer, origin, receiverUrl, ticketUrl } from './addresses'
import { ofProcess, open, secret } from './facts'
import {
  adminEmails,
  bearerToken,
  count,
  databaseUrl,
  encryptionKeys,
  flag,
  file,
  folder,
  headerPairs,
  label,
  nangoApiKey,
  oneOf,
  sampler,
  sandboxFaults,
  share,
  signingKeys,
  signingSecret,
  staffDomains,
  tagKey,
  tenantId,
  webhookSecrets,
  word,
} from './kinds'
import { mailSettings } from './mail'

const perMinute = count(1, 1_000_000)

/** Every setting: how it is read, its default, who may see it and what it is; in the order of messages and audit log. */
export const sections = {
  'The process': {
    NODE_ENV: open(oneOf(['development', 'production', 'test']).default('development'), null),
    SHUTDOWN_DELAY_SECONDS: open(
      count(0, 600).default(0),
      'How long a load balancer needs to notice that a process is not ready any more.',
    ),
    KEEP_ALIVE_SECONDS: open(
      count(1, 3600).default(65),
      'How long a connection without a request is kept; longer than what stands in front keeps its own, which is 60 for most load balancers.',
    ),
    LOG_LEVEL: open(
      oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
      'debug, info, warn, error or silent.',
    ),
  },
  Nango: {
    NANGO_API_KEY: secret(
      nangoApiKey.optional(),
      'The key of a Nango environment, a UUID, with the scopes of .github/settings.md. Unset: sandbox mode; in production that needs ALLOW_SANDBOX=1.',
      'asked',
    ),
    NANGO_SECRET_KEY: secret(nangoApiKey.optional(), 'The old name of NANGO_API_KEY. Only one of them.'),
    NANGO_HOST: open(
      baseUrl.optional(),
      'A self-hosted Nango, such as https://nango.example.com. Unset: Nango Cloud.',
    ),
    NANGO_PUBLIC_API_URL: open(
      baseUrl.optional(),
      'How customers reach a self-hosted Nango; goes into links as apiURL. Unset: NANGO_HOST.',
    ),
    NANGO_CONNECT_URL: open(
      origin.optional(),
      'Where links lead; one that leads elsewhere is refused. Set it when Nango is self-hosted, so that nothing has to be learned. Unset: that of Nango Cloud, else learned from the first link and pinned.',
    ),
    NANGO_WEBHOOK_SIGNING_KEY: secret(
      signingKeys.optional(),
      'Nango: Environment Settings, Webhooks; up to two, comma-separated, while Nango rotates them. Unset: webhooks are answered with 503.',
    ),
  },
  'The database': {
    DATABASE_URL: secret(
      databaseUrl.optional(),
      'postgres://user:password@host/database, PostgreSQL 15 or newer, or a pooler before it; sslmode=verify-full&sslrootcert=/path/ca.crt checks its certificate. In user and password / is written %2F, ? %3F, @ %40, # %23 and % %25. Unset: PGlite under DESK_DATA_DIR, for one process; in production that needs ALLOW_PGLITE=1.',
    ),
    DATABASE_DIRECT_URL: secret(
      databaseUrl.optional(),
      'The same database past a pooler, or by the role that owns the tables: for migrations and backups. Unset: DATABASE_URL.',
    ),
    DATABASE_POOL_MAX: open(
      count(2, 100).optional(),
      'Connections of one process at most. Unset: connection_limit of DATABASE_URL, else 10.',
    ),
    DESK_MIGRATE: open(
      flag(true),
      '0: a start does not migrate, and stops where a migration is missing; npm run db:migrate does it.',
    ),
    DESK_DATA_DIR: open(folder.default('.data'), 'Where PGlite and the secrets of sandbox mode are kept.'),
  },
  'Who gets in': {
    AUTH_GOOGLE_CLIENT_ID: open(
      word.optional(),
      'Google: the ID of the client. Unset: no such button; at least one provider is required.',
    ),
    AUTH_GOOGLE_CLIENT_SECRET: secret(word.optional(), 'Google: the secret of the client.'),
    AUTH_ENTRA_CLIENT_ID: open(
      word.optional(),
      'Microsoft Entra: the ID of the client. Unset: no such button.',
    ),
    AUTH_ENTRA_CLIENT_SECRET: secret(word.optional(), 'Microsoft Entra: the secret of the client.'),
    AUTH_ENTRA_TENANT_ID: open(tenantId.optional(), 'Microsoft Entra: the tenant, a UUID.'),
    AUTH_OIDC_ISSUER: open(
      issuer.optional(),
      'Another OpenID Connect provider: its address. Unset: no such button.',
    ),
    AUTH_OIDC_CLIENT_ID: open(word.optional(), 'That provider: the ID of the client.'),
    AUTH_OIDC_CLIENT_SECRET: secret(word.optional(), 'That provider: the secret of the client.'),
    AUTH_OIDC_NAME: open(label.default('SSO'), 'That provider: what its button says.'),
    STAFF_DOMAINS: open(
      staffDomains.default([]),
      'Domains of your own, such as example.com,example.org; com, co.uk, github.io or gmail.com are refused. At least one of STAFF_DOMAINS and ADMIN_EMAILS is required; nobody else gets in.',
      'asked',
    ),
    ADMIN_EMAILS: open(adminEmails.default([]), 'Such as admin@example.com, comma-separated.', 'asked'),
  },
  'Connect Desk': {
    APP_ORIGIN: open(origin.optional(), 'Such as https://desk.example.com. Required.', 'asked'),
    CUSTOMER_ORIGIN: open(
      origin.optional(),
      'Where customers open hand-off links, which work for days: APP_ORIGIN, or another host that leads to the same desk and then serves nothing else. Unset: there are only links of 30 minutes.',
    ),
    NEXTAUTH_SECRET: secret(
      signingSecret.optional(),
      'What sessions are signed with: openssl rand -base64 48. Required.',
      'asked',
    ),
    DESK_ENCRYPTION_KEYS: secret(
      encryptionKeys.optional(),
      'k1:$(openssl rand -base64 32), comma-separated: the first encrypts, all decrypt. Required.',
      'asked',
    ),
    COMPANY_NAME: open(
      label.optional(),
      'What customers know your company by; stands on their pages, and beside the code that is shown to them where there is no logo. Unset: no name.',
    ),
    COMPANY_LOGO: open(
      file.optional(),
      'A file with its logo, SVG or PNG, at most 100 kB; read once, at the start. Customers see it. Unset: no logo.',
    ),
    DESK_TIME_ZONE: open(
      TimeZone.default('UTC'),
      'Whose clock is meant in what the desk writes to customers by itself, such as Europe/Berlin; reminders go out there from Monday to Friday, 9 to 17.',
    ),
    DESK_WEBHOOK_URL: secret(
      receiverUrl.optional(),
      'Is sent a webhook when a link is connected, expired, revoked or alarmed, and, of a hand-off link, when a connection is confirmed or in doubt, or when it is reported; people see its origin only. Unset: no tool is told how links end.',
    ),
    DESK_WEBHOOK_SECRET: secret(
      webhookSecrets.optional(),
      'Signs those webhooks: whsec_$(openssl rand -base64 32), base64 of 24 to 64 bytes; two, comma-separated, while you change it.',
    ),
    TICKET_TAG_KEY: open(tagKey.default('ticket'), 'The tag that holds the ticket of a link.'),
    TICKET_URL: open(ticketUrl.optional(), 'Tickets, as in https://help.example.com/tickets/{ticket}.'),
    LATE_CONNECTION_ALARMS: open(
      oneOf(['on', 'off']).default('on'),
      'A new connection without tags and customer, or a replaced account, within about an hour of a link’s end is an alarm on the links that it may have come of. It is a guess: off where your product makes connections without tags itself.',
    ),
    EVENT_RETENTION_DAYS: open(
      count(30, 36_500).optional(),
      'Days the audit log is kept, at least 30; whole days older than this are deleted. Unset: for ever.',
    ),
    WEBHOOK_RETENTION_DAYS: open(
      count(1, 36_500).default(30),
      'Days the webhooks on the Settings page, received and sent, are kept.',
    ),
    API_RATE_LIMIT_PER_MINUTE: open(perMinute.default(120), 'Calls of one API key.'),
    STAFF_RATE_LIMIT_PER_MINUTE: open(perMinute.default(60), 'Links made by one person.'),
    ADDRESS_RATE_LIMIT_PER_MINUTE: open(
      perMinute.default(60),
      'Calls with a bad API key, sign-ins refused, and forms of customers’ pages, from one address: each with a count of its own that stops nobody else.',
    ),
    TRUSTED_PROXIES: open(
      count(0, 10).default(0),
      'How many proxies of yours before Connect Desk add to X-Forwarded-For, so that the caller’s own address is counted. The Settings page says when there is one that this does not know.',
    ),
    PORT: ofProcess(count(1, 65_535).default(3000), null),
  },
  Mail: mailSettings,
  'Metrics and traces': {
    METRICS_TOKEN: secret(
      bearerToken.optional(),
      'What Prometheus sends as a bearer token to /api/metrics: openssl rand -hex 24. Unset: there is no such address.',
    ),
    OTEL_EXPORTER_OTLP_ENDPOINT: open(
      collector.optional(),
      'An OpenTelemetry collector, such as http://collector.example.com:4318; /v1/traces is added. Unset: no traces.',
    ),
    OTEL_EXPORTER_OTLP_HEADERS: secret(
      headerPairs.default({}),
      'What the collector wants to see, such as authorization=Bearer%20token; pairs comma-separated.',
    ),
    OTEL_EXPORTER_OTLP_PROTOCOL: open(
      oneOf(['http/protobuf', 'http/json']).default('http/protobuf'),
      'http/protobuf or http/json.',
    ),
    OTEL_SERVICE_NAME: open(label.default('connect-desk'), 'Whose traces they are.'),
    OTEL_TRACES_SAMPLER: open(
      sampler.default('always_on'),
      'Which requests are traced; traceidratio with OTEL_TRACES_SAMPLER_ARG=0.1 takes a tenth of them.',
    ),
    OTEL_TRACES_SAMPLER_ARG: open(share.optional(), 'The share that the sampler takes, from 0 to 1.'),
  },
  'What production refuses otherwise': {
    ALLOW_SANDBOX: open(flag(), '1 runs sandbox mode in production.'),
    ALLOW_PGLITE: open(flag(), '1 keeps everything in PGlite in production: one process, one folder.'),
    ALLOW_HTTP: open(
      flag(),
      '1 takes http:// addresses beyond loopback in production: sessions, keys and links can be read on the way.',
    ),
  },
  'The sandbox': {
    DESK_LAN: open(flag(), null),
    SANDBOX_PORT: open(count(0, 65_535).default(3900), 'Any free port where this one is taken.'),
    SANDBOX_LINK_SECONDS: open(count(1, 86_400).default(1800), 'How long its links live.'),
    SANDBOX_FAULTS: open(
      sandboxFaults.default([]),
      'What it gets wrong on purpose: see lib/sandbox/options.ts.',
    ),
    SANDBOX_CONNECTIONS: open(count(0, 20_000).default(12), 'How many example connections it begins with.'),
  },
}

/** Every setting Connect Desk reads. */
export const SettingsInput = z.object({
  ...sections['The process'],
  ...sections.Nango,
  ...sections['The database'],
  ...sections['Who gets in'],
  ...sections['Connect Desk'],
  ...sections.Mail,
  ...sections['Metrics and traces'],
  ...sections['What production refuses otherwise'],
  ...sections['The sandbox'],
})
export type SettingsInput = z.infer<typeof SettingsInput>
