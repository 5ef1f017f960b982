import { Prose } from '@/components/api-reference/prose'
import type { FieldView } from '@/lib/core/api/reference-view'

type FieldListProps = {
  title: string
  fields: FieldView[]
  /** Whether they come from the desk, so that nobody has to give them. */
  isTold?: boolean
}

/** The values of a request or an answer, one a line. */
export function FieldList({ title, fields, isTold = false }: FieldListProps) {
  if (fields.length === 0) return null
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium text-muted">{title}</p>
      <dl className="divide-y divide-hairline rounded-lg border border-hairline bg-surface text-sm">
        {fields.map(({ name, type, isRequired, description }) => (
          <div key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2 md:grid-cols-[18rem_minmax(0,1fr)]">
            <dt className="min-w-0 font-mono text-xs leading-[1.125rem] break-words">
              {name}
              {isRequired && !isTold && <span className="font-sans text-status-failed"> required</span>}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="text-muted">{type}</span>
              {description && (
                <>
                  {' · '}
                  <Prose text={description} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
