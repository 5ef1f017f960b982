import { Suspense } from 'react'

import { Checklist } from '@/components/settings/checklist'
import { DeskPairs } from '@/components/settings/desk-pairs'
import { IntegrationStatus } from '@/components/settings/integration-status'
import { NangoPairs } from '@/components/settings/nango-pairs'
import { Pair, Pairs, Section } from '@/components/settings/section'
import { Spinner } from '@/components/ui/spinner'
import type { DeskFacts, DeskStatus, StatusActions } from '@/lib/core/desk-status'
import type { NangoCheck } from '@/lib/core/nango-check'
import type { Result } from '@/lib/core/result'

type StatusSectionProps = {
  facts: DeskFacts
  status: DeskStatus
  /** Takes as long as Nango does. */
  check: Promise<Result<NangoCheck>>
  checkAgain: StatusActions['checkAgain']
}

/** How the desk stands with Nango, its database and its receiver, and what there is to do. */
export function StatusSection({ facts, status, check, checkAgain }: StatusSectionProps) {
  return (
    <Section title="Status">
      <div className="flex flex-col gap-4">
        <Suspense fallback={<Asking />}>
          <Checklist facts={facts} status={status} check={check} checkAgain={checkAgain} />
        </Suspense>
        <Pairs>
          <Suspense fallback={<Pair name="Nango">…</Pair>}>
            <NangoPairs facts={facts} check={check} />
          </Suspense>
          <DeskPairs facts={facts} status={status} />
        </Pairs>
        <IntegrationStatus attempts={status.failedAttempts} />
      </div>
    </Section>
  )
}

function Asking() {
  return (
    <output className="flex items-center gap-2 rounded-lg border border-hairline bg-surface px-3 py-3 text-muted">
      <Spinner /> Asking Nango what the API key may do…
    </output>
  )
}
