'use client'

import { useLinkStatus } from 'next/link'
import type { ReactNode } from 'react'

import { useSlow } from '@/components/kit/use-slow'

/** A turning ring: work goes on. It always stands beside or in the place of a word. */
export function Spinner({ className = 'size-4' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" className={`shrink-0 animate-spin ${className}`}>
      <circle cx={12} cy={12} r={9} stroke="currentColor" strokeWidth={3} className="opacity-25" />
      <path d="M21 12a9 9 0 0 0-9-9" stroke="currentColor" strokeWidth={3} strokeLinecap="round" />
    </svg>
  )
}

/** Inside a link: its icon, which becomes a spinner when the page behind it takes its time. */
export function PendingLink({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return useSlow(pending) ? <Spinner /> : children
}

type LoadingProps = { className?: string; children: ReactNode }

/** Stands where something will be that is still being read. */
export function Loading({ className = '', children }: LoadingProps) {
  return (
    <output className={`flex items-center gap-2 text-muted ${className}`}>
      <Spinner /> {children}
    </output>
  )
}
