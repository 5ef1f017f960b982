import { useAnswer } from '@/components/link-card/use-answer'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { StaffActions, StaffView } from '@/lib/core/desk-status'

type EnablePanelProps = {
  person: StaffView
  enable: StaffActions['enable']
  onDone: () => void
  onClose: () => void
}

/** Says what enabling does, and does it. */
export function EnablePanel({ person, enable, onDone, onClose }: EnablePanelProps) {
  const { run, isPending, message } = useAnswer(() => enable(person.id), onDone)
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Enable {person.name}?</h2>
      <p>They can sign in again. Links and API keys that were revoked stay revoked.</p>
      {message && (
        <Notice tone="failure" role="alert">
          {message}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" aria-busy={isPending} aria-disabled={isPending} onClick={run}>
          {isPending ? 'Enabling…' : 'Enable'}
        </Button>
      </div>
    </div>
  )
}
