import { IntegrationLogo } from '@/components/integrations/logo.client'

const mostLogos = 3

type IntegrationLogosProps = { integrations: { key: string; provider: string | null; displayName: string }[] }

/** The logos of the first few integrations and how many more there are; all by name for a screen reader. */
export function IntegrationLogos({ integrations }: IntegrationLogosProps) {
  return (
    <>
      {integrations.slice(0, mostLogos).map(({ key, provider, displayName }) => (
        <IntegrationLogo key={key} provider={provider} name={displayName} />
      ))}
      {integrations.length > mostLogos && (
        <span aria-hidden="true" className="text-xs text-muted">
          +{integrations.length - mostLogos}
        </span>
      )}
      <span className="sr-only">{integrations.map(({ displayName }) => displayName).join(', ')}</span>
    </>
  )
}
