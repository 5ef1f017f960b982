import { RateLimit } from '@/components/settings/rate-limit'
import { Pair } from '@/components/settings/section'
import { Icon, type IconName } from '@/components/ui/icon.client'
import { clockText } from '@/lib/core/checklist'
import type { DeskFacts } from '@/lib/core/desk-status'
import type { NangoCheck, ScopeState, ScopeView } from '@/lib/core/nango-check'
import type { Result } from '@/lib/core/result'

type NangoPairsProps = { facts: DeskFacts; check: Promise<Result<NangoCheck>> }

/** What a look at Nango showed. */
export async function NangoPairs({ facts, check }: NangoPairsProps) {
  const checked = await check
  if (!checked.ok) return null
  const { latencyMs, clockAheadMs, scopes, rate } = checked.value
  return (
    <>
      <Pair name="Nango">
        <code className="font-mono text-xs break-all">{facts.nangoHost}</code>
        {facts.isSandbox && ' (the built-in sandbox)'}
        <span className="text-muted">
          {latencyMs === null ? ' does not answer' : ` answered in ${latencyMs} ms`}
        </span>
      </Pair>
      <Pair name="Scopes of the API key">
        <ul aria-label="Scopes of the API key" className="grid gap-1">
          {scopes.map((scope) => (
            <li key={scope.name} className="flex flex-wrap items-center gap-x-2">
              <ScopeMark scope={scope} />
              <code className="font-mono text-xs break-all">{scope.name}</code>
            </li>
          ))}
        </ul>
      </Pair>
      <Pair name="Rate limit">
        <RateLimit rate={rate} />
      </Pair>
      <Pair name="Clock">
        {clockAheadMs === null ? 'Nango did not say its time.' : clockText(clockAheadMs)}
      </Pair>
    </>
  )
}

const looks: Record<ScopeState, { icon: IconName; tone: string; word: string }> = {
  granted: { icon: 'check', tone: 'text-status-connected', word: 'Granted' },
  missing: { icon: 'x', tone: 'text-status-failed', word: 'Missing' },
  unknown: { icon: 'circle', tone: 'text-muted', word: 'Not known' },
}

/** It is well when such a scope is missing. */
const excessLooks: typeof looks = {
  granted: { icon: 'alert', tone: 'text-status-failed', word: 'More than needed' },
  missing: { icon: 'check', tone: 'text-status-connected', word: 'Not granted' },
  unknown: looks.unknown,
}

function ScopeMark({ scope: { state, need } }: { scope: ScopeView }) {
  const { icon, tone, word } = need === 'excessive' ? excessLooks[state] : looks[state]
  const isHarmless = state === 'missing' && need === 'optional'
  return (
    <span
      className={`inline-flex w-40 items-center gap-1.5 text-sm font-medium ${isHarmless ? 'text-muted' : tone}`}
    >
      <Icon name={icon} className="size-3.5" />
      {word}
      {need === 'optional' && ' (optional)'}
    </span>
  )
}
