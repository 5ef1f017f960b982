'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

const firstMs = 1_000
const most = 6

/** Reads the page again, at growing intervals, as long as it stands on it; then somebody has to reload. */
export function RefreshWhileSettling() {
  const router = useRouter()
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    if (looks === most) return undefined
    const timer = setTimeout(
      () => {
        setLooks(looks + 1)
        router.refresh()
      },
      firstMs * 2 ** looks,
    )
    return () => clearTimeout(timer)
  }, [looks, router])
  return null
}
