'use client'

import { lazy } from 'react'

function Nothing() {
  return <></>
}

/** Comes after the list itself, which without it stands as the page brought it. */
export const TodayWatch = lazy(() =>
  import('@/components/new-link/today-watch.client').then(
    (module) => ({ default: module.TodayWatch }),
    () => ({ default: Nothing }),
  ),
)
