import type { ReactNode } from 'react'

import { ShareDesk } from '@/components/share/share-desk.client'
import { toFailureView } from '@/lib/core/failure'
import { nameFault } from '@/lib/doors/name-fault'
import { listIntegrations } from '@/lib/use-cases/list-integrations'
import { readMetadataFates } from '@/lib/use-cases/read-key-limits'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { createLinkAction } from '../actions'
import { noteHandOverAction, renewLinkAction, revokeLinkAction, settleAlarmAction } from '../links/actions'
import { reconnectLinkAction } from './actions'

const actions = {
  createLink: createLinkAction,
  reconnect: reconnectLinkAction,
  renew: renewLinkAction,
  revoke: revokeLinkAction,
  settleAlarm: settleAlarmAction,
  note: noteHandOverAction,
}

/** Share buttons work inside this. */
export async function ShareFrame({ ctx, children }: { ctx: StaffCtx; children: ReactNode }) {
  const catalogue = await listIntegrations(ctx)
  return (
    <ShareDesk
      catalogue={catalogue.ok ? catalogue.value : null}
      catalogueFailure={catalogue.ok ? null : toFailureView(nameFault(catalogue.failure), 'read')}
      metadataFates={await readMetadataFates(ctx, catalogue.ok ? catalogue.value.integrations : [])}
      actions={actions}
    >
      {children}
    </ShareDesk>
  )
}
