import { RenewDialog } from '@/components/link-card/renew-dialog'
import { RevokeDialog } from '@/components/link-card/revoke-dialog'

type Way = { run: () => void; isPending: boolean; message: string | null }

type EndDialogsProps = {
  /** Which of them is open, if any. */
  asked: 'renew' | 'revoke' | null
  endWords: string
  renew: Way
  revoke: Way
  onClose: () => void
}

/** The questions before a live link is ended, by a new one or for good. */
export function EndDialogs({ asked, endWords, renew, revoke, onClose }: EndDialogsProps) {
  return (
    <>
      <RenewDialog
        isOpen={asked === 'renew'}
        endWords={endWords}
        isPending={renew.isPending}
        message={renew.message}
        onRenew={renew.run}
        onClose={onClose}
      />
      <RevokeDialog
        isOpen={asked === 'revoke'}
        endWords={endWords}
        isPending={revoke.isPending}
        message={revoke.message}
        onRevoke={revoke.run}
        onClose={onClose}
      />
    </>
  )
}
