import Link from 'next/link'

import { KeyRow } from '@/components/settings/key-row'
import { NewApiKey } from '@/components/settings/new-api-key.client'
import { Section } from '@/components/settings/section'
import { tableLook, tbodyLook, theadLook, thLook } from '@/components/table/table-look'
import type { ApiKeyActions, ApiKeyView } from '@/lib/core/api-key-view'
import { machineRoutes } from '@/lib/core/machine-routes'

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
        <table aria-label="API keys" className={tableLook}>
          <thead className={theadLook}>
            <tr>
              {titles.map((title) => (
                <th key={title} scope="col" className={thLook}>
                  {title}
                </th>
              ))}
              <th scope="col" className={thLook}>
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody className={tbodyLook}>
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} revoke={actions.revoke} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
