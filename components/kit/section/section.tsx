import type { ReactNode } from 'react'

import { KeepFocus } from '@/components/kit/section/keep-focus.client'

/** The anchor of a part of the Settings page. */
const sectionId = (title: string) => title.toLowerCase().replaceAll(' ', '-')

/** A part of the Settings page under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section id={sectionId(title)} aria-label={title} className="mb-8 scroll-mt-16 desk:scroll-mt-4">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      <KeepFocus>{children}</KeepFocus>
    </section>
  )
}

/** Names and values, one pair a line. */
export function Pairs({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">{children}</dl>
}

const pairVariants = {
  plain: ['py-2.5 md:grid-cols-[14rem_minmax(0,1fr)]', 'text-muted'],
  narrow: ['py-2.5 md:grid-cols-[8rem_minmax(0,1fr)]', 'text-muted'],
  code: [
    'scroll-mt-4 py-2 text-sm target:bg-accent-soft md:grid-cols-[18rem_minmax(0,1fr)]',
    'min-w-0 font-mono text-xs leading-[1.125rem] break-words',
  ],
} as const

type PairProps = {
  name: ReactNode
  /** An anchor that addresses lead to. */
  id?: string
  variant?: keyof typeof pairVariants
  children: ReactNode
}

export function Pair({ name, id, variant = 'plain', children }: PairProps) {
  const [lineClass, nameClass] = pairVariants[variant]
  return (
    <div id={id} className={`grid gap-x-4 gap-y-0.5 px-3 ${lineClass}`}>
      <dt className={nameClass}>{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** The tags of a link or a connection. */
export function TagList({ tags }: { tags: { key: string; value: string }[] }) {
  return (
    <dl
      translate="no"
      className="grid grid-cols-2 gap-x-4 gap-y-1 px-4 py-3 font-mono text-sm md:grid-cols-[minmax(0,auto)_minmax(0,1fr)]"
    >
      {tags.map(({ key, value }) => (
        <div key={key} className="contents">
          <dt className="text-muted wrap-anywhere">{key}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Leads to the parts of the Settings page. */
export function SectionNav({ titles }: { titles: string[] }) {
  return (
    <nav aria-label="Parts of this page" className="mb-6 flex flex-wrap gap-x-1 border-b border-hairline">
      {titles.map((title) => (
        <a
          key={title}
          href={`#${sectionId(title)}`}
          className="-ml-2 flex h-control items-center rounded-lg px-2 text-muted not-first:ml-0 hover:text-ink"
        >
          {title}
        </a>
      ))}
    </nav>
  )
}
