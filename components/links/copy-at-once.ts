import { useEffect, useRef } from 'react'

import type { Copying } from '@/components/links/begin-copy'
import { usePreferences } from '@/components/shell/viewer.client'

/** What copies a link as soon as it is created; empty for whoever did not choose that, and until it is loaded. */
export function useCopyAtOnce() {
  const { copiesAtOnce } = usePreferences()
  const copying = useRef<Copying | null>(null)
  useEffect(() => {
    copying.current = null
    if (!copiesAtOnce) return
    import('@/components/links/begin-copy').then(
      (module) => {
        copying.current = module.createCopying()
      },
      () => {},
    )
  }, [copiesAtOnce])
  return {
    begin: () => copying.current?.begin(),
    /** Whether a link is on the clipboard now; null where nobody wants it there. */
    settle: (url: string | null) => (url === null ? null : (copying.current?.settle(url) ?? null)),
  }
}
