import { Icon, type IconName } from '@/components/kit/icon.client'
import { type ConnectionHealth, healthWords } from '@/lib/connections/view'

const looks: Record<ConnectionHealth, { icon: IconName; tone: string }> = {
  healthy: { icon: 'checkCircle', tone: 'bg-status-connected-soft text-status-connected' },
  auth_error: { icon: 'alert', tone: 'bg-status-failed-soft text-status-failed' },
  sync_error: { icon: 'renew', tone: 'bg-status-soon-soft text-status-soon' },
}

/** A connection's health by colour, icon and word. */
export function HealthBadge({ health }: { health: ConnectionHealth }) {
  const { icon, tone } = looks[health]
  return (
    <span
      className={`inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full px-2 text-sm font-medium whitespace-nowrap ${tone}`}
    >
      <Icon name={icon} className="size-3.5" />
      {healthWords[health]}
    </span>
  )
}
