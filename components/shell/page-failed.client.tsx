export type PageErrorProps = {
  /** What was thrown stays on the server; its digest finds it in the log. */
  error: Error & { digest?: string }
  reset: () => void
}

/** Why a page could not be shown, and the button that tries again. */
export function PageFailed({ title, text, error, reset }: PageErrorProps & { title: string; text: string }) {
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      <p>{text}</p>
      {error.digest && <p className="text-muted">For your admin: log entry {error.digest}.</p>}
      <button type="button" className="w-fit font-medium underline" onClick={reset}>
        Try again
      </button>
    </>
  )
}
