import type { ReactNode } from 'react'

import { ShareDesk } from '@/components/connections/share/desk.client'
import { readMetadataOutcomes } from '@/lib/connections/read-key-limits'
import { toFailureView } from '@/lib/core/failure'
import type { StaffCtx } from '@/lib/ctx'
import { nameFault } from '@/lib/guards/faults'
import { listIntegrations } from '@/lib/integrations/list'

/** Share buttons work inside this. It is shared by two pages and reads from Nango, which no component may. */
export async function ShareFrame({ ctx, children }: { ctx: StaffCtx; children: ReactNode }) {
  const catalogue = await listIntegrations(ctx)
  return (
    <ShareDesk
      catalogue={catalogue.ok ? catalogue.value : null}
      catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
      metadataOutcomes={await readMetadataOutcomes(ctx, catalogue.ok ? catalogue.value.integrations : [])}
    >
      {children}
    </ShareDesk>
  )
}
