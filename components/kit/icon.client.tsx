'use client'

import { firstPaths } from '@/components/kit/first-icon.client'
import { alertPath } from '@/components/kit/notice.client'
import { Outline } from '@/components/kit/section/outline.client'

/** Outlines from Lucide (ISC). */
const paths = {
  ...firstPaths,
  alert: alertPath,
  ban: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M4.9 4.9l14.2 14.2',
  check: 'M20 6 9 17l-5-5',
  checkCircle: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8 12l3 3 5-6',
  circle: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 6v6l4 2',
  copy: 'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2M4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2',
  download: 'M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5M12 15V3',
  expand: 'M15 3h6v6M9 21H3v-6M21 3l-7 7M3 21l7-7',
  hourglass:
    'M5 22h14M5 2h14M17 22v-4.2a2 2 0 0 0-.6-1.4L12 12l-4.4 4.4a2 2 0 0 0-.6 1.4V22M7 2v4.2a2 2 0 0 0 .6 1.4L12 12l4.4-4.4a2 2 0 0 0 .6-1.4V2',
  mail: 'M3 5h18v14H3zM3 7l9 6 9-6',
  message: 'M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z',
  more: 'M12 12h.01M19 12h.01M5 12h.01',
  printer:
    'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M6 14h12v7a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1z',
  renew: 'M3 12a9 9 0 0 1 15.7-6L21 8M21 3v5h-5M21 12a9 9 0 0 1-15.7 6L3 16M8 16H3v5',
  share: 'M4 12v8a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8M16 6l-4-4-4 4M12 2v13',
} as const

export type IconName = keyof typeof paths

/** Decoration beside a word; never the only carrier of a meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return <Outline path={paths[name]} className={className} />
}
