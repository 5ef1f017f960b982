import { Suspense } from 'react'

import { HostListCard } from '@/components/integrations/host-list-card.client'
import { Loading } from '@/components/kit/loading.client'
import { Notice } from '@/components/kit/notice.client'
import { Section } from '@/components/kit/page.client'
import { toFailureView } from '@/lib/core/failure'
import type { Result } from '@/lib/core/result'
import type { HostListsView } from '@/lib/integrations/view'

type HostsSectionProps = { lists: Promise<Result<HostListsView>> }

/** Where values that are set beforehand may send the customer's credentials. */
export function HostsSection({ lists }: HostsSectionProps) {
  return (
    <Section title="Allowed hosts">
      <p className="mb-3 max-w-prose text-muted">
        Some integrations ask for a subdomain or a host: it decides where the customer’s credentials go.
        Agents and API keys can set such a value for a link only when its host is listed here. Where nothing
        is listed, admins alone can, after a look at the host.
      </p>
      <Suspense fallback={<Loading>Asking Nango which integrations have a host…</Loading>}>
        <Lists lists={lists} />
      </Suspense>
    </Section>
  )
}

async function Lists({ lists }: HostsSectionProps) {
  const hosts = await lists
  if (!hosts.ok) return <Notice tone="failure">{toFailureView(hosts.failure, 'read').message}</Notice>
  const { lists: all, unread } = hosts.value
  return (
    <>
      {all.length === 0 && unread === 0 && (
        <p className="text-muted">No integration at Nango has a value that decides the host.</p>
      )}
      <ul className="flex flex-col gap-3">
        {all.map((list) => (
          <HostListCard key={list.key} list={list} />
        ))}
      </ul>
      {unread > 0 && (
        <p className="mt-3 text-sm text-muted">
          Nango has not told of {unread} {unread === 1 ? 'integration' : 'integrations'} yet. Reload the page
          to ask on.
        </p>
      )}
    </>
  )
}
