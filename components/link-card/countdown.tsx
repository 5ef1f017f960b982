import { type CountdownTone, countdownTone, formatCountdown } from '@/lib/core/countdown'

const tones: Record<CountdownTone, string> = {
  calm: '',
  soon: 'text-status-soon',
  last: 'text-status-failed',
}

type CountdownProps = { remainingMs: number; className?: string; isOnWhite?: boolean }

/** mm:ss. Silent for screen readers, which hear it at a few moments only. */
export function Countdown({ remainingMs, className = 'text-countdown', isOnWhite = false }: CountdownProps) {
  return (
    <p
      role="timer"
      aria-live="off"
      aria-label="Time left"
      className={`font-semibold tabular-nums ${className} ${isOnWhite ? '' : tones[countdownTone(remainingMs)]}`}
    >
      {formatCountdown(remainingMs)}
    </p>
  )
}
