/** Stands on every page as long as nothing is real. */
export function SandboxBanner() {
  return (
    <aside
      aria-label="Sandbox"
      className="border-b border-hairline bg-status-soon-soft px-4 py-1.5 text-sm desk:px-8"
    >
      <strong className="font-semibold">Sandbox:</strong> nothing here is real. Set{' '}
      <code className="font-mono text-xs">NANGO_API_KEY</code> to use your own Nango.
    </aside>
  )
}
