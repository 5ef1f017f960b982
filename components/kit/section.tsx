import type { ReactNode } from 'react'

/** The anchor of a part of the Settings page. */
const sectionId = (title: string) => title.toLowerCase().replaceAll(' ', '-')

/** A part of the Settings page under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section id={sectionId(title)} aria-label={title} className="mb-8 scroll-mt-16 desk:scroll-mt-4">
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** Names and values, one pair a line. */
export function Pairs({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">{children}</dl>
}

export function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-3 py-2.5 md:grid-cols-[14rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
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
