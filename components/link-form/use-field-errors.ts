import { useState } from 'react'

import type { FailureView, FieldErrors } from '@/lib/core/failure'

/** The errors of the last post, without those of fields that were changed since. */
export const useFieldErrors = (failure: FailureView | null) => {
  const [changed, setChanged] = useState<{ since: FailureView | null; names: string[] }>({
    since: null,
    names: [],
  })
  const names = changed.since === failure ? changed.names : []
  const all: FieldErrors = failure?.fieldErrors ?? {}
  return {
    all,
    open: Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name))),
    forget: (name: string) => {
      if (all[name] && !names.includes(name)) setChanged({ since: failure, names: [...names, name] })
    },
  }
}
