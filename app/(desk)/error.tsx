'use client'

/** When a page of the desk could not be shown. What was thrown stays on the server; the digest finds it in the log. */
export default function DeskError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <section role="alert" className="grid max-w-md gap-4">
      <h1 className="text-xl font-semibold">This page could not be shown</h1>
      <p>Connect Desk could not read what it needs, most likely from its database. Nothing was changed.</p>
      {error.digest ? <p className="text-muted">For your admin: log entry {error.digest}.</p> : null}
      <button type="button" className="w-fit font-medium underline" onClick={reset}>
        Try again
      </button>
    </section>
  )
}
