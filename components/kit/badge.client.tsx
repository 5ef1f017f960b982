import type { ComponentProps, ReactNode } from 'react'

import { Icon, type IconName } from '@/components/kit/icon.client'

/** How a state shows: always by colour, icon and word. */
export type Tone = { icon: IconName; tone: string }

type BadgeProps = Tone & {
  title?: string
  children: ReactNode
  /** Whether it is announced when it changes. */
  isWatched?: boolean
}

/** A state in a pill of its colour; `tone` sets background and text. */
export function Badge({ icon, tone, isWatched = false, children, ...rest }: BadgeProps) {
  const Tag = isWatched ? 'output' : 'span'
  return (
    <Tag
      className={`inline-flex min-h-6 max-w-full shrink-0 items-center gap-1.5 rounded-xl px-2 text-sm font-medium wrap-anywhere ${tone}`}
      {...rest}
    >
      <Icon name={icon} className="size-3.5" />
      {children}
    </Tag>
  )
}

/** A state as a coloured word; `tone` sets the text. */
export function Mark({ icon, tone, className = '', children }: ComponentProps<'span'> & Tone) {
  return (
    <span className={`inline-flex flex-wrap items-center gap-x-1.5 ${tone} ${className}`}>
      <Icon name={icon} className="size-3.5" />
      {children}
    </span>
  )
}

/** Says that something needs attention; the title says what. */
export function AlarmMark({ title }: { title: string }) {
  return (
    <Badge icon="alert" tone="bg-status-failed-soft text-status-failed" title={title}>
      Alarm
    </Badge>
  )
}
