import { useRouter } from 'next/navigation'

import { RevokeProgress } from '@/components/revoke-many/revoke-progress'
import { ScopeForm } from '@/components/revoke-many/scope-form'
import { useRevokeMany } from '@/components/revoke-many/use-revoke-many'
import { Dialog } from '@/components/ui/dialog.client'
import type { Answer } from '@/lib/core/answers'
import type { LinkView } from '@/lib/core/link-view'
import type { LiveLinksScope } from '@/lib/core/live-links-scope'

export type Choice = { value: string; label: string }

export type RevokeManyProps = {
  integrations: Choice[]
  /** Empty for who may not end the links of one staff member. */
  staff: Choice[]
  listLive: (scope: LiveLinksScope) => Promise<Answer<LinkView[]>>
  revoke: (linkId: string) => Promise<Answer<LinkView>>
}

/** Ends all live links of a customer, an integration or a staff member, one after another, and says how each went. */
export function RevokeManyDialog(props: RevokeManyProps & { onClose: () => void }) {
  const { integrations, staff, listLive, revoke, onClose } = props
  const router = useRouter()
  const many = useRevokeMany(listLive, revoke)
  const close = () => {
    if (many.isRunning) many.stop()
    onClose()
    router.refresh()
  }
  return (
    <Dialog
      isOpen
      onClose={close}
      label="Revoke many links"
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg rounded-lg border border-hairline bg-surface p-5 text-ink shadow-xl backdrop:bg-black/40"
    >
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-semibold">Revoke many links</h2>
        {many.found === null ? (
          <ScopeForm
            integrations={integrations}
            staff={staff}
            isPending={many.isFinding}
            message={many.message}
            onFind={many.find}
            onClose={close}
          />
        ) : (
          <RevokeProgress many={many} found={many.found} onClose={close} />
        )}
      </div>
    </Dialog>
  )
}
