'use client'

import { useLinkStatus } from 'next/link'
import type { ReactNode } from 'react'

import { Spinner } from '@/components/kit/spinner.client'
import { useSlow } from '@/components/kit/use-slow'

/** Inside a link: its icon, which becomes a spinner when the page behind it takes its time. */
export function PendingLink({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return useSlow(pending) ? <Spinner /> : children
}
