import { toFailure, FailureText } from '@/components/kit/failure-text.client'

export type PageErrorProps = {
  /** What was thrown on the server stays there; its digest finds it in the log. Without one it came about in the browser. */
  error: Error & { digest?: string }
  reset: () => void
}

const reload = () => window.location.reload()

/** Why a page could not be shown, by where that came about, and the button that tries again. */
export function PageFailed({ title, text, error, reset }: PageErrorProps & { title: string; text: string }) {
  const failure = toFailure(error)
  if (failure.code === 'other_release')
    return (
      <>
        <h1 className="text-xl font-semibold">Connect Desk was updated</h1>
        <p>
          <FailureText failure={failure} />
        </p>
      </>
    )
  const isOfServer = error.digest !== undefined
  return (
    <>
      <h1 className="text-xl font-semibold">{isOfServer ? title : 'This page stumbled in your browser'}</h1>
      <p>{isOfServer ? text : browserText}</p>
      {isOfServer && (
        <p className="text-muted">
          For your admin: log entry <span translate="no">{error.digest}</span>.
        </p>
      )}
      <button type="button" className="w-fit font-medium underline" onClick={isOfServer ? reset : reload}>
        {isOfServer ? 'Try again' : 'Reload the page'}
      </button>
    </>
  )
}

const browserText =
  'Connect Desk itself answers: the fault is in this page, or in something that changes it, such as an extension. Reload it; if that does not help, tell your admin what you did.'
