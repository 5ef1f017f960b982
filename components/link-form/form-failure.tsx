import { Notice } from '@/components/ui/notice'
import type { FailureView } from '@/lib/core/failure'
import { routes } from '@/lib/core/routes'

/** What the form as a whole has to say. A new sign-in happens in another tab: what was typed stays in this one. */
export function FormFailure({ failure }: { failure: FailureView }) {
  return (
    <Notice tone="failure" role="alert" data-form-notice tabIndex={-1}>
      {failure.message}
      {failure.code === 'signed_out' && (
        <>
          {' '}
          <a href={routes.signIn()} target="_blank" rel="noreferrer" className="underline underline-offset-2">
            Sign in in a new tab
          </a>
        </>
      )}
    </Notice>
  )
}
