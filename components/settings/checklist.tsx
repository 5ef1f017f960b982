import { ChecklistActions } from '@/components/settings/checklist-actions.client'
import { Icon, type IconName } from '@/components/ui/icon.client'
import { LocalMoment } from '@/components/ui/local-moment.client'
import { type ChecklistItem, type ChecklistState, checklistWords, toChecklist } from '@/lib/core/checklist'
import { checklistText } from '@/lib/core/checklist-text'
import type { DeskFacts, DeskStatus, StatusActions } from '@/lib/core/desk-status'
import type { NangoCheck } from '@/lib/core/nango-check'
import type { Result } from '@/lib/core/result'

type ChecklistProps = {
  facts: DeskFacts
  status: DeskStatus
  check: Promise<Result<NangoCheck>>
  checkAgain: StatusActions['checkAgain']
}

/** What a desk needs, and what is to do. It folds up when nothing needs anybody. */
export async function Checklist({ facts, status, check, checkAgain }: ChecklistProps) {
  const checked = await check
  if (!checked.ok) return null
  const { checkedAt } = checked.value
  const items = toChecklist({ facts, status, check: checked.value })
  const open = items.filter(({ state }) => state === 'needs_you').length
  return (
    <div className="rounded-lg border border-hairline bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-hairline py-2 pr-2 pl-3">
        <h3 className="font-semibold">
          {headingOf(open)}
          <span className="ml-2 text-sm font-normal text-muted">
            checked <LocalMoment at={checkedAt} />
          </span>
        </h3>
        <ChecklistActions text={checklistText(items, { facts, status, checkedAt })} checkAgain={checkAgain} />
      </div>
      {open > 0 ? (
        <Items items={items} />
      ) : (
        <details>
          <summary className="list-none rounded-lg px-3 py-2.5 text-accent underline-offset-2 hover:underline">
            Show all {items.length} checks
          </summary>
          <Items items={items} />
        </details>
      )}
    </div>
  )
}

const headingOf = (open: number) => {
  if (open === 0) return 'Nothing needs you'
  return open === 1 ? '1 thing needs you' : `${open} things need you`
}

const looks: Record<ChecklistState, { icon: IconName; tone: string }> = {
  ok: { icon: 'checkCircle', tone: 'text-status-connected' },
  needs_you: { icon: 'alert', tone: 'text-status-failed' },
  optional: { icon: 'circle', tone: 'text-muted' },
}

function Items({ items }: { items: ChecklistItem[] }) {
  return (
    <ul aria-label="Checklist" className="divide-y divide-hairline">
      {items.map(({ name, state, text }) => (
        <li key={name} className="grid gap-x-4 gap-y-0.5 px-3 py-2.5 md:grid-cols-[14rem_7rem_minmax(0,1fr)]">
          <span className="font-medium">{name}</span>
          <span className={`inline-flex items-center gap-1.5 text-sm font-medium ${looks[state].tone}`}>
            <Icon name={looks[state].icon} className="size-3.5" />
            {checklistWords[state]}
          </span>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  )
}
