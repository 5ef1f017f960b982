export type PageErrorProps = {
  /** What was thrown on the server stays there; its digest finds it in the log. Without one it came about in the browser. */
  error: Error & { digest?: string }
}

const inBrowser = {
  title: 'This page failed in your browser',
  text: 'Something may have changed it, such as an extension.',
}

/** Why a page could not be shown, by where that came about, and the button that tries again. */
export function PageFailed({ error: { digest }, ...onServer }: PageErrorProps & typeof inBrowser) {
  const { title, text } = digest ? onServer : inBrowser
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      <p>{text}</p>
      {digest && (
        <p className="text-muted" translate="no">
          For your admin: log entry {digest}.
        </p>
      )}
      <button type="button" className="w-fit font-medium underline" onClick={() => window.location.reload()}>
        Try again
      </button>
    </>
  )
}
