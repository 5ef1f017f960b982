'use client'

import { Outline } from '@/components/kit/section/outline.client'

/** Outlines from Lucide (ISC): those that stand in the New link page from the first, which loads no others. */
export const firstPaths = {
  chevron: 'm6 9 6 6 6-6',
  list: 'M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01',
  menu: 'M4 6h16M4 12h16M4 18h16',
  plug: 'M12 22v-5M9 8V2M15 8V2M18 8v5a4 4 0 0 1-4 4h-4a4 4 0 0 1-4-4V8Z',
  plus: 'M5 12h14M12 5v14',
  search: 'M11 3a8 8 0 1 0 0 16 8 8 0 0 0 0-16M21 21l-4.3-4.3',
  shield: 'M20 13c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V5l8-3 8 3zM9 12l2 2 4-4',
  sliders: 'M4 6h9M17 6h3M4 12h3M11 12h9M4 18h11M19 18h1M13 4v4M7 10v4M15 16v4',
  x: 'M18 6 6 18M6 6l12 12',
} as const

export type FirstIconName = keyof typeof firstPaths

/** One of these, as `Icon` draws it. */
export function FirstIcon({ name, className }: { name: FirstIconName; className?: string }) {
  return <Outline path={firstPaths[name]} className={className} />
}
