import type { ReactNode } from 'react'

import { ShareDesk } from '@/components/connections/share/desk.client'
import { PresetsProvider } from '@/components/presets/context.client'
import { readMetadataOutcomes } from '@/lib/connections/read-key-limits'
import { canManageDesk } from '@/lib/core/actor'
import { toFailureView } from '@/lib/core/failure'
import type { StaffCtx } from '@/lib/ctx'
import { nameFault } from '@/lib/guards/faults'
import { viewerPreferences } from '@/lib/guards/staff-page'
import { listIntegrations } from '@/lib/integrations/list'
import { listPresets } from '@/lib/presets/list'
import { settings } from '@/lib/settings/env'

/** Share buttons work inside this. It is shared by two pages and reads from Nango, which no component may. */
export async function ShareFrame({ ctx, children }: { ctx: StaffCtx; children: ReactNode }) {
  const [catalogue, presets, { defaultPreset }] = await Promise.all([
    listIntegrations(ctx),
    listPresets(ctx),
    viewerPreferences(),
  ])
  return (
    <PresetsProvider
      presets={presets}
      canShare={canManageDesk(ctx.actor)}
      ticketKey={settings().tickets.tagKey}
      defaultId={defaultPreset}
    >
      <ShareDesk
        catalogue={catalogue.ok ? catalogue.value : null}
        catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
        metadataOutcomes={await readMetadataOutcomes(ctx, catalogue.ok ? catalogue.value.integrations : [])}
      >
        {children}
      </ShareDesk>
    </PresetsProvider>
  )
}
