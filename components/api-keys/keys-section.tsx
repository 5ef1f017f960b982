import Link from 'next/link'

import { NewApiKey, RevokeApiKey } from '@/components/api-keys/actions.client'
import { Mark, type Tone } from '@/components/kit/badge.client'
import { Id, Name } from '@/components/kit/name.client'
import { Section } from '@/components/kit/section/section'
import { actionsColumn, Cell, DataTable, Row } from '@/components/kit/table/table.client'
import { LocalMoment } from '@/components/kit/time.client'
import { type ApiKeyState, type ApiKeyView, scopeWords } from '@/lib/api-keys/view'
import { machineRoutes } from '@/lib/core/desk-routes'

const states: Record<ApiKeyState, Tone & { word: string }> = {
  active: { icon: 'checkCircle', word: 'Active', tone: 'text-status-connected' },
  expired: { icon: 'hourglass', word: 'Expired', tone: 'text-status-ended' },
  revoked: { icon: 'ban', word: 'Revoked', tone: 'text-status-ended' },
}

function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const { word, ...tone } = states[apiKey.state]
  return (
    <Row>
      <Cell className="font-medium break-words">
        <Name>{apiKey.name}</Name>
      </Cell>
      <Cell>{apiKey.scopes.map((scope) => scopeWords[scope].name).join(', ')}</Cell>
      <Cell>
        <Id>…{apiKey.ending}</Id>
      </Cell>
      <Cell heading="Made" className="text-muted">
        <LocalMoment at={apiKey.createdAt} /> by <Name>{apiKey.makerName}</Name>
      </Cell>
      <Cell heading="Expires" className="text-muted">
        {apiKey.expiresAt ? <LocalMoment at={apiKey.expiresAt} /> : 'Never'}
      </Cell>
      <Cell heading="Last used" className="text-muted">
        {apiKey.lastUsedAt ? <LocalMoment at={apiKey.lastUsedAt} /> : 'Never'}
      </Cell>
      <Cell>
        <Mark {...tone}>{word}</Mark>
      </Cell>
      <Cell className="max-md:empty:hidden md:text-right">
        {apiKey.state === 'active' && <RevokeApiKey apiKey={apiKey} />}
      </Cell>
    </Row>
  )
}

const columns = ['Name', 'May', 'Key', 'Made', 'Expires', 'Last used', 'State', actionsColumn]

/** The keys by which internal tools create links. */
export function KeysSection({ keys }: { keys: ApiKeyView[] }) {
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
        <NewApiKey />
      </div>
      {keys.length > 0 && (
        <DataTable label="API keys" columns={columns}>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </DataTable>
      )}
    </Section>
  )
}
