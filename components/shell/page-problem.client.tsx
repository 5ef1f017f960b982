import { routes } from '@/lib/core/routes'

/** What an address that leads nowhere shows, inside the desk's frame and outside of it. */
export function PageMissing() {
  return (
    <>
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p>The address may be mistyped, or what it showed is gone.</p>
      <a className="w-fit font-medium underline" href={routes.newLink()}>
        Go to New link
      </a>
    </>
  )
}

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
