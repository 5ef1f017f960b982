import { type ComponentType, lazy } from 'react'

import { FailureNotice } from '@/components/kit/notice.client'

/**
 * A component whose code comes after the page's own, and how to fetch it ahead. Where the code cannot be fetched,
 * `missingText` takes its place; without one there is nothing, for a part that the page can do without. Renders inside a
 * `Suspense`.
 */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  missingText: string | null = null,
) {
  const Missing = () => <FailureNotice message={missingText} />
  const Part = lazy<ComponentType<Props>>(() =>
    load().then(
      (loaded) => ({ default: loaded }),
      () => ({ default: Missing }),
    ),
  )
  const preload = () => {
    load().catch(() => {})
  }
  return { Part, preload }
}
