import { Prose } from '@/components/api-reference/prose'
import type { ReferenceView } from '@/lib/core/api/reference-view'

/** Every code that an error can have. */
export function ProblemList({ problems }: Pick<ReferenceView, 'problems'>) {
  return (
    <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface text-sm">
      {problems.map(({ code, status, text }) => (
        <div
          key={code}
          id={code}
          className="grid scroll-mt-4 gap-x-4 gap-y-0.5 px-3 py-2 target:bg-accent-soft md:grid-cols-[18rem_minmax(0,1fr)]"
        >
          <dt className="min-w-0 font-mono text-xs leading-[1.125rem] break-words">
            {code} <span className="font-sans text-muted">{status}</span>
          </dt>
          <dd className="min-w-0 break-words">
            <Prose text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
