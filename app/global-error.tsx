'use client'

import './globals.css'

/** The last resort, when even the layout could not be shown. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="mx-auto grid max-w-md gap-4 px-4 py-24">
          <h1 className="text-xl font-semibold">Connect Desk cannot be shown just now</h1>
          <p>Most likely its database does not answer. Nothing was changed. Try again in a moment.</p>
          {error.digest ? <p>For your admin: log entry {error.digest}.</p> : null}
          <button type="button" className="w-fit font-medium underline" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
