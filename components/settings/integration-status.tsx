import { LocalMoment } from '@/components/ui/local-moment.client'
import type { FailedAttemptsView } from '@/lib/core/desk-status'
import { attemptFailureWords } from '@/lib/core/failed-attempt'

/** Integrations with which attempts have failed since somebody connected one last; those first that an admin must mend. */
export function IntegrationStatus({ attempts }: { attempts: FailedAttemptsView[] }) {
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
              <code className="font-mono text-xs text-muted">{one.integrationKey}</code>
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
