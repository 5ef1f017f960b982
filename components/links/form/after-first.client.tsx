import { Button } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { usePreferences } from '@/components/shell/viewer.client'

// What stands in the form only once there is something to say.

/** Empties the form for the next customer. */
export function NewLinkButton({ onPress, className = '' }: { onPress: () => void; className?: string }) {
  const { hasKeys } = usePreferences()
  return (
    <Button onClick={onPress} aria-keyshortcuts={hasKeys ? 'N' : undefined} className={className}>
      New link
      {hasKeys && (
        <kbd
          aria-hidden="true"
          className="rounded border border-hairline px-1 font-sans text-xs text-muted pointer-coarse:hidden"
        >
          N
        </kbd>
      )}
    </Button>
  )
}

/** What is said of the form as it began. */
export function Notes({ notes }: { notes: string[] }) {
  return (
    <Notice tone="warning">
      {notes.map((note) => (
        <p key={note} className="wrap-anywhere">
          {note}
        </p>
      ))}
    </Notice>
  )
}
