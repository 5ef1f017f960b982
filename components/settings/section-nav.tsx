import { sectionId } from '@/components/settings/section'

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
