import { ConnectionBody } from '@/components/connection-page/connection-body'
import { ShareConnection } from '@/components/connection-page/share-connection'
import { PageTitle } from '@/components/shell/page-title'
import { canMakeLinks } from '@/lib/core/actor'
import { connectedTitle } from '@/lib/core/connected-title'
import type { ConnectionDetail, ConnectionLink } from '@/lib/core/connection-view'
import { canManageDesk } from '@/lib/core/staff'
import { readKeyLimits } from '@/lib/use-cases/read-key-limits'
import type { StaffCtx } from '@/lib/use-cases/staff-ctx'

import { disconnectConnectionAction, retagConnectionAction } from '../actions'
import { ShareFrame } from '../share-frame'

type OneConnectionProps = {
  ctx: StaffCtx
  detail: ConnectionDetail
  links: ConnectionLink[]
  /** Whether the question before a reconnect link is asked as soon as the page stands. */
  opensAtOnce: boolean
}

/** A connection with what this person may do with it. */
export async function OneConnection({ ctx, detail, links, opensAtOnce }: OneConnectionProps) {
  const { connection } = detail
  const canMake = canMakeLinks(ctx.actor)
  return (
    <ShareFrame ctx={ctx}>
      <PageTitle action={canMake && <ShareConnection {...{ connection, opensAtOnce }} />}>
        {connectedTitle(connection.customer)}
      </PageTitle>
      <ConnectionBody
        detail={detail}
        links={links}
        limits={await readKeyLimits(ctx)}
        retag={canMake ? retagConnectionAction : null}
        disconnect={canManageDesk(ctx.actor) ? disconnectConnectionAction : null}
      />
    </ShareFrame>
  )
}
