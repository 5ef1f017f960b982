import type { ReactNode } from 'react'

import { ShareDesk } from '@/components/connections/share/desk.client'
import { reconnectLinkAction, settleAlarmAction } from '@/lib/connections/actions'
import { readMetadataOutcomes } from '@/lib/connections/read-key-limits'
import { toFailureView } from '@/lib/core/failure'
import type { StaffCtx } from '@/lib/ctx'
import { nameFault } from '@/lib/guards/faults'
import { listIntegrations } from '@/lib/integrations/list'
import {
  createLinkAction,
  recordHandOverAction,
  renewLinkAction,
  revokeLinkAction,
} from '@/lib/links/actions'

const actions = {
  createLink: createLinkAction,
  reconnect: reconnectLinkAction,
  renew: renewLinkAction,
  revoke: revokeLinkAction,
  settleAlarm: settleAlarmAction,
  note: recordHandOverAction,
}

/** Share buttons work inside this. */
export async function ShareFrame({ ctx, children }: { ctx: StaffCtx; children: ReactNode }) {
  const catalogue = await listIntegrations(ctx)
  return (
    <ShareDesk
      catalogue={catalogue.ok ? catalogue.value : null}
      catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
      metadataFates={await readMetadataOutcomes(ctx, catalogue.ok ? catalogue.value.integrations : [])}
      actions={actions}
    >
      {children}
    </ShareDesk>
  )
}
