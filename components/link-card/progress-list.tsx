import { Icon } from '@/components/ui/icon.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import type { LinkView } from '@/lib/core/link-view'

/** The link's integrations; with several of them, how far each one is. */
export function ProgressList({ integrations }: { integrations: LinkView['integrations'] }) {
  const isSeveral = integrations.length > 1
  const done = integrations.filter(({ connectedAt }) => connectedAt !== null).length
  return (
    <div className="flex flex-col gap-1.5">
      <ul className="flex flex-wrap gap-1.5">
        {integrations.map(({ key, provider, displayName, connectedAt }) => (
          <li
            key={key}
            className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border border-hairline px-2 text-sm"
          >
            <IntegrationLogo provider={provider} name={displayName} className="size-4" />
            <span className="truncate">{displayName}</span>
            {isSeveral && (
              <>
                <Icon
                  name={connectedAt ? 'checkCircle' : 'circle'}
                  className={`size-3.5 ${connectedAt ? 'text-status-connected' : 'text-muted'}`}
                />
                <span className="sr-only">{connectedAt ? 'connected' : 'not connected yet'}</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {isSeveral && (
        <p className="text-sm text-muted">
          <span className="font-medium text-ink tabular-nums">
            {done} of {integrations.length} connected.
          </span>{' '}
          {done < integrations.length && 'The customer opens the link again for the next one.'}
        </p>
      )}
    </div>
  )
}
