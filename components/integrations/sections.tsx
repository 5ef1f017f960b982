import { Suspense } from 'react'

import { HostListCard } from '@/components/integrations/host-list-card.client'
import { Loading } from '@/components/kit/loading.client'
import { Notice } from '@/components/kit/notice.client'
import { Section } from '@/components/kit/section/section'
import { LocalMoment } from '@/components/kit/time.client'
import { toFailureView } from '@/lib/core/failure'
import type { Result } from '@/lib/core/result'
import type { HostListsView } from '@/lib/integrations/view'
import type { FailedAttemptsView } from '@/lib/links/view'
import { attemptFailureWords } from '@/lib/links/words'

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

/** Integrations with which attempts have failed since somebody connected one last; those first that an admin must mend. */
export function FailedAttempts({ attempts }: { attempts: FailedAttemptsView[] }) {
  if (attempts.length === 0) return null
  const sorted = attempts.toSorted((a, b) => Number(isOurs(b)) - Number(isOurs(a)))
  return (
    <section aria-labelledby="failed-attempts" className="rounded-lg border border-hairline bg-surface">
      <h3 id="failed-attempts" className="border-b border-hairline px-3 py-2.5 font-semibold">
        Failed attempts
      </h3>
      <ul className="divide-y divide-hairline">
        {sorted.map((one) => (
          <li key={`${one.integrationKey} ${one.kind}`} className="flex flex-col gap-0.5 px-3 py-2.5">
            <p>
              <span className="font-medium">{one.integration}</span>{' '}
              <code translate="no" className="font-mono text-xs text-muted">
                {one.integrationKey}
              </code>
            </p>
            <p className={isOurs(one) ? 'text-status-failed' : ''}>
              {attemptFailureWords[one.kind]}
              {timesText(one.count)}, last <LocalMoment at={one.lastAt} />.
            </p>
            {isOurs(one) && (
              <p className="text-sm text-muted">
                The provider refused the integration itself. Look at its client ID, secret, scopes and
                callback URL in Nango.
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const isOurs = ({ kind }: FailedAttemptsView) => kind === 'misconfigured'

const number = new Intl.NumberFormat('en')

const timesText = (count: number) => (count === 1 ? '' : `, ${number.format(count)} times`)
