import Link from 'next/link'

import { NewApiKey } from '@/components/api-keys/create.client'
import { RevokeApiKey } from '@/components/api-keys/revoke.client'
import { Icon, type IconName } from '@/components/kit/icon.client'
import { Section } from '@/components/kit/section'
import {
  tableClass,
  tbodyClass,
  tdClass,
  thClass,
  theadClass,
  trClass,
} from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { type ApiKeyActions, type ApiKeyState, type ApiKeyView, scopeWords } from '@/lib/api-keys/schema'
import { machineRoutes } from '@/lib/core/routes'

const states: Record<ApiKeyState, { icon: IconName; word: string; tone: string }> = {
  active: { icon: 'checkCircle', word: 'Active', tone: 'text-status-connected' },
  expired: { icon: 'hourglass', word: 'Expired', tone: 'text-status-ended' },
  revoked: { icon: 'ban', word: 'Revoked', tone: 'text-status-ended' },
}

type KeyRowProps = { apiKey: ApiKeyView; revoke: ApiKeyActions['revoke'] }

export function KeyRow({ apiKey, revoke }: KeyRowProps) {
  const { icon, word, tone } = states[apiKey.state]
  return (
    <tr className={trClass}>
      <td className={`${tdClass} font-medium break-words`}>{apiKey.name}</td>
      <td className={tdClass}>{apiKey.scopes.map((scope) => scopeWords[scope].name).join(', ')}</td>
      <td className={`${tdClass} font-mono text-xs`}>…{apiKey.ending}</td>
      <td className={`${tdClass} text-muted`}>
        <Said>Made </Said>
        <LocalMoment at={apiKey.createdAt} /> by {apiKey.makerName}
      </td>
      <td className={`${tdClass} text-muted`}>
        <Said>Expires </Said>
        {apiKey.expiresAt ? <LocalMoment at={apiKey.expiresAt} /> : 'Never'}
      </td>
      <td className={`${tdClass} text-muted`}>
        <Said>Last used </Said>
        {apiKey.lastUsedAt ? <LocalMoment at={apiKey.lastUsedAt} /> : 'Never'}
      </td>
      <td className={tdClass}>
        <span className={`inline-flex items-center gap-1.5 ${tone}`}>
          <Icon name={icon} className="size-3.5" />
          {word}
        </span>
      </td>
      <td className={`${tdClass} max-md:empty:hidden md:text-right`}>
        {apiKey.state === 'active' && <RevokeApiKey apiKey={apiKey} revoke={revoke} />}
      </td>
    </tr>
  )
}

/** What the column's heading says, where a row is a small card. */
function Said({ children }: { children: string }) {
  return <span className="md:hidden">{children}</span>
}

const titles = ['Name', 'May', 'Key', 'Made', 'Expires', 'Last used', 'State']

type KeysSectionProps = { keys: ApiKeyView[]; actions: ApiKeyActions }

/** The keys by which internal tools make links. */
export function KeysSection({ keys, actions }: KeysSectionProps) {
  return (
    <Section title="API keys">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">
          Internal tools make links with a key of their own.{' '}
          <Link
            href={machineRoutes.apiReference()}
            prefetch={false}
            className="font-medium text-accent underline underline-offset-2"
          >
            How to use the API
          </Link>
        </p>
        <NewApiKey create={actions.create} />
      </div>
      {keys.length > 0 && (
        <table aria-label="API keys" className={tableClass}>
          <thead className={theadClass}>
            <tr>
              {titles.map((title) => (
                <th key={title} scope="col" className={thClass}>
                  {title}
                </th>
              ))}
              <th scope="col" className={thClass}>
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className={tbodyClass}>
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} revoke={actions.revoke} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
