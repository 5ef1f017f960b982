import { type RefObject, useEffect } from 'react'

import type { FailureView } from '@/lib/core/failure'

/** Brings the person to what needs a look: the first field with an error, or else the form's notice. */
export const useFocusOnFailure = (form: RefObject<HTMLFormElement | null>, failure: FailureView | null) => {
  useEffect(() => {
    if (!failure) return
    const target =
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      form.current?.querySelector<HTMLElement>('[data-form-notice]')
    target?.focus()
  }, [form, failure])
}
