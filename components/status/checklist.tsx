import { Suspense } from 'react'

import { Mark, type Tone } from '@/components/kit/badge.client'
import { Loading } from '@/components/kit/loading.client'
import { LocalMoment } from '@/components/kit/time.client'
import { ChecklistActions } from '@/components/status/actions.client'
import { TryOut } from '@/components/status/try-out.client'
import type { Result } from '@/lib/core/result'
import type { IntegrationCatalogue } from '@/lib/integrations/view'
import type { DeskFacts, DeskStatus, NangoCheck } from '@/lib/status/view'
import {
  type ChecklistItem,
  type ChecklistState,
  checklistText,
  checklistWords,
  toChecklist,
} from '@/lib/status/words'

type ChecklistProps = {
  facts: DeskFacts
  status: DeskStatus
  /** Takes as long as Nango does. */
  check: Promise<Result<NangoCheck>>
  /** The level of its heading. */
  heading?: 'h2' | 'h3'
  /** What a test link can be for. */
  catalogue: Promise<Result<IntegrationCatalogue>>
}

/** What a desk needs, and what is to do; it folds up when nothing needs anybody. Below it stands how to try the desk. */
async function CheckedList(props: ChecklistProps) {
  const { facts, status, check, catalogue, heading: Heading = 'h3' } = props
  const [checked, listed] = await Promise.all([check, catalogue])
  if (!checked.ok) return null
  const { checkedAt } = checked.value
  const items = toChecklist({ facts, status, check: checked.value })
  const open = items.filter(({ state }) => state === 'needs_you').length
  return (
    <>
      <div className="rounded-lg border border-hairline bg-surface">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-hairline py-2 pr-2 pl-3">
          <Heading className="font-semibold">
            {headingOf(open)}{' '}
            <span className="ml-1 text-sm font-normal text-muted">
              checked <LocalMoment at={checkedAt} />
            </span>
          </Heading>
          <ChecklistActions text={checklistText(items, { facts, status, checkedAt })} />
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
      <TryOut integrations={listed.ok ? listed.value.integrations : []} />
    </>
  )
}

const headingOf = (open: number) => {
  if (open === 0) return 'Nothing needs you'
  return open === 1 ? '1 thing needs you' : `${open} things need you`
}

const tones: Record<ChecklistState, Tone> = {
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
          <Mark {...tones[state]} className="text-sm font-medium">
            {checklistWords[state]}
          </Mark>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ul>
  )
}

/** What a desk needs and what is to do, as soon as Nango has answered. */
export function Checklist(props: ChecklistProps) {
  return (
    <Suspense
      fallback={
        <Loading className="rounded-lg border border-hairline bg-surface px-3 py-3">
          Asking Nango what the API key may do…
        </Loading>
      }
    >
      <CheckedList {...props} />
    </Suspense>
  )
}
