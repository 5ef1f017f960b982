import { Icon } from '@/components/ui/icon.client'

/** What to do when nothing goes on: Nango's page waits for ever for a provider's window that was closed, and nobody is told. */
export function StuckHelp() {
  return (
    <details className="group -mt-3 text-sm">
      <summary className="flex min-h-6 w-fit list-none items-center gap-1 rounded text-muted hover:text-ink">
        <Icon name="chevron" className="size-3.5 -rotate-90 transition-transform group-open:rotate-0" />
        If the customer is stuck
      </summary>
      <p className="mt-1">
        If their page stays at “Connecting…”, the provider’s window was closed or never opened. Ask them to
        close the page and open the link again: it works until the time is up.
      </p>
    </details>
  )
}
