'use client'

import { lazy } from 'react'

function Nothing() {
  return <></>
}

/** Code that comes with the first look at the form; without it, the form works all the same. */
export const Suggestions = lazy(() =>
  import('@/components/link-form/suggestions.client').then(
    (module) => ({ default: module.Suggestions }),
    () => ({ default: Nothing }),
  ),
)

/** As above. */
export const StandingNotice = lazy(() =>
  import('@/components/link-form/standing-notice.client').then(
    (module) => ({ default: module.StandingNotice }),
    () => ({ default: Nothing }),
  ),
)
