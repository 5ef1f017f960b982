'use client'

import { useHydrated } from '@/components/kit/platform'

/** Says so where the browser keeps no cookies: Continue would lead back to the same page, for ever. */
export function NoCookies({ text }: { text: string }) {
  const keepsNone = useHydrated() && !navigator.cookieEnabled
  return (
    keepsNone && (
      <p role="alert" className="font-medium text-status-failed">
        {text}
      </p>
    )
  )
}
