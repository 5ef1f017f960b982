'use client'

import { lazy } from 'react'

function Nothing() {
  return <></>
}

// Code that comes after the form itself; without it, the form works all the same.

export const Suggestions = lazy(() =>
  import('@/components/link-form/suggestions.client').then(
    (module) => ({ default: module.Suggestions }),
    () => ({ default: Nothing }),
  ),
)

export const StandingNotice = lazy(() =>
  import('@/components/link-form/standing-notice.client').then(
    (module) => ({ default: module.StandingNotice }),
    () => ({ default: Nothing }),
  ),
)

export const AdvancedIntegration = lazy(() =>
  import('@/components/link-form/advanced-integration.client').then(
    (module) => ({ default: module.AdvancedIntegration }),
    () => ({ default: Nothing }),
  ),
)

export const ConfirmHosts = lazy(() =>
  import('@/components/link-form/confirm-hosts.client').then(
    (module) => ({ default: module.ConfirmHosts }),
    () => ({ default: Nothing }),
  ),
)
