import { Button } from '@/components/ui/button'

type UndoLineProps = { text: string; onUndo: () => void; className: string }

/** What just happened to the form, and the way back; where its place is, it moves nothing. */
export function UndoLine({ text, onUndo, className }: UndoLineProps) {
  return (
    <p className={`absolute right-0 flex h-6 max-w-2/3 items-center gap-2 text-sm text-muted ${className}`}>
      <span aria-hidden="true" className="truncate">
        {text}
      </span>
      <Button look="link" onClick={onUndo} className="h-6! rounded-md! px-1!">
        Undo
      </Button>
    </p>
  )
}
