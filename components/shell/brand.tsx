/** The diamond of Connect Desk, with its name. */
export function LogoMark() {
  return (
    <span translate="no" className="inline-flex items-center gap-2 font-semibold">
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6 text-accent">
        <path fill="currentColor" d="M12 1.5 22.5 12 12 22.5 1.5 12Z" />
        <path fill="var(--surface)" d="M12 7.5 16.5 12 12 16.5 7.5 12Z" />
      </svg>
      Connect Desk
    </span>
  )
}

/** Stands on every page as long as nothing is real. */
export function SandboxBanner({ mailboxUrl }: { mailboxUrl: string | null }) {
  return (
    <aside
      aria-label="Sandbox"
      className="border-b border-hairline bg-status-soon-soft px-4 py-1.5 text-sm desk:px-8"
    >
      <strong className="font-semibold">Sandbox:</strong> nothing here is real. Set{' '}
      <code translate="no" className="font-mono text-xs">
        NANGO_API_KEY
      </code>{' '}
      to use your own Nango.
      {mailboxUrl && (
        <>
          {' '}
          Mails come to the{' '}
          <a
            href={mailboxUrl}
            target="_blank"
            rel="noreferrer"
            className="text-accent underline underline-offset-2"
          >
            mailbox
          </a>
          .
        </>
      )}
    </aside>
  )
}
