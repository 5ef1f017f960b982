import { ConnectionBody, ShareConnection } from '@/components/connections/page/body'
import { PageTitle } from '@/components/kit/page-title.client'
import { readKeyLimits } from '@/lib/connections/read-key-limits'
import { connectedTitle, type ConnectionDetail, type ConnectionLink } from '@/lib/connections/view'
import { canCreateLinks, canManageDesk } from '@/lib/core/actor'
import type { StaffCtx } from '@/lib/ctx'

import { ShareFrame } from '../share-frame'

type OneConnectionProps = {
  ctx: StaffCtx
  detail: ConnectionDetail
  links: ConnectionLink[]
  /** Whether the question before a reconnect link is asked as soon as the page stands. */
  opensAtOnce: boolean
}

/** A connection with what this person may do with it. */
export async function ConnectionByName({ ctx, detail, links, opensAtOnce }: OneConnectionProps) {
  const { connection } = detail
  const canMake = canCreateLinks(ctx.actor)
  return (
    <ShareFrame ctx={ctx}>
      <PageTitle action={canMake && <ShareConnection {...{ connection, opensAtOnce }} />}>
        {connectedTitle(connection.customer)}
      </PageTitle>
      <ConnectionBody
        detail={detail}
        links={links}
        limits={await readKeyLimits(ctx)}
        canRetag={canMake}
        canDisconnect={canManageDesk(ctx.actor)}
      />
    </ShareFrame>
  )
}
