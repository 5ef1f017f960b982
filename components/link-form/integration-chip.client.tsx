'use client'

import type { Choice } from '@/components/link-form/to-choices'
import { Icon } from '@/components/ui/icon.client'
import { IntegrationLogo } from '@/components/ui/integration-logo.client'
import { useHydrated } from '@/components/ui/use-hydrated'

type IntegrationChipProps = { choice: Choice; onRemove: () => void }

/** A chosen integration, its hidden input, and the way to take it back. */
export function IntegrationChip({ choice, onRemove }: IntegrationChipProps) {
  // Without JavaScript the native list beside it speaks for the choice, and this must not add to it.
  const isHydrated = useHydrated()
  return (
    <span className="inline-flex h-[calc(var(--control)-8px)] max-w-full items-center gap-1.5 rounded-md bg-sunken pl-1.5 text-sm font-medium">
      {isHydrated && <input type="hidden" name="integrations" value={choice.key} />}
      <IntegrationLogo provider={choice.provider} name={choice.label} className="size-4" />
      <span className="truncate">{choice.label}</span>
      <button
        type="button"
        aria-label={`Remove ${choice.label}`}
        onClick={onRemove}
        className="flex h-full w-7 items-center justify-center rounded-md text-muted hover:text-ink"
      >
        <Icon name="x" className="size-3.5" />
      </button>
    </span>
  )
}
