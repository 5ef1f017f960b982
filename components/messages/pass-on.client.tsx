import { useEffect, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import { DialogButton } from '@/components/messages/dialog-button.client'
import { viewerZone } from '@/lib/core/zone'
import { printSheetAction } from '@/lib/messages/actions'
import type { SheetView } from '@/lib/messages/view'

const { Part: MessageDialog, preload } = lazyPart(
  () => import('@/components/messages/message-dialog.client').then((module) => module.MessageDialog),
  'The message could not be loaded. Reload the page to copy it.',
)

type CopyMessageProps = { linkId: string; isHandoff: boolean; className: string }

/** The button on a link's card for a whole message to its customer. */
export function CopyMessage({ className, ...link }: CopyMessageProps) {
  return (
    <DialogButton icon="message" text="Copy message" preload={preload} className={className}>
      {(onClose) => <MessageDialog {...link} onClose={onClose} />}
    </DialogButton>
  )
}

/** Prints a link that the card shows: one page in the customer's language, with what to do step by step. */
export function PrintLink({ linkId, url }: { linkId: string; url: string }) {
  const [sheet, setSheet] = useState<SheetView | null>(null)
  const { run, isPending, message } = useAnswer(
    () => printSheetAction({ linkId, zone: viewerZone() }),
    setSheet,
  )
  // Each press brings another one, which has to be there before it is printed.
  useEffect(() => {
    if (sheet) window.print()
  }, [sheet])
  return (
    <>
      <Button isPending={isPending} pendingText="Printing…" onClick={run}>
        <Icon name="printer" />
        Print
      </Button>
      {message && (
        <p role="alert" className="text-sm text-status-failed">
          {message}
        </p>
      )}
      {sheet && <Sheet sheet={sheet} url={url} />}
    </>
  )
}

function Sheet({ sheet: { language, request, steps, works }, url }: { sheet: SheetView; url: string }) {
  return (
    <section data-print="sheet" lang={language} translate="no" className="hidden print:block">
      <p>{request}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="font-mono wrap-anywhere">{url}</p>
      <p>{works}</p>
    </section>
  )
}
