import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { fillText } from '@/lib/core/language'
import type { WantedIntegration } from '@/lib/visits/view'

/** The logo of an integration, which is in the page itself; else its first letter. */
export function WantedLogo({ name, logo }: Pick<WantedIntegration, 'name' | 'logo'>) {
  return logo === null ? (
    <span
      aria-hidden="true"
      className="inline-flex size-8 shrink-0 items-center justify-center rounded bg-sunken font-semibold text-muted"
    >
      {name.slice(0, 1).toUpperCase()}
    </span>
  ) : (
    // oxlint-disable-next-line next/no-img-element -- it is no address, but the picture itself
    <img
      src={logo}
      alt=""
      width={32}
      height={32}
      className="size-8 shrink-0 rounded bg-white object-contain p-0.5"
    />
  )
}

type WantedListProps = { integrations: WantedIntegration[]; texts: CustomerPageTexts }

/** What is to be connected, or was. */
export function WantedList({ integrations, texts }: WantedListProps) {
  return (
    <ul aria-label={texts.wanted} className="divide-y divide-hairline rounded-lg border border-hairline">
      {integrations.map(({ key, name, logo, scopes, connectedAt }) => (
        <li key={key} className="flex min-h-14 items-center gap-3 px-3 py-2">
          <WantedLogo name={name} logo={logo} />
          <div className="min-w-0 flex-1">
            <p translate="no" className="font-medium wrap-anywhere">
              {name}
            </p>
            {scopes.length > 0 && (
              <p className="text-sm text-muted wrap-anywhere">
                {fillText(texts.scopes, { scopes: scopes.join(', ') })}
              </p>
            )}
          </div>
          {connectedAt !== null && (
            <span className="shrink-0 text-sm font-medium text-status-connected">✓ {texts.connected}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
