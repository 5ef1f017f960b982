import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-control-line bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  link: 'text-accent hover:bg-accent-soft',
  danger: 'text-status-failed hover:bg-status-failed-soft',
  alarm: 'border border-status-failed bg-surface text-status-failed hover:bg-status-failed-soft',
} as const

const base =
  'inline-flex h-control shrink-0 items-center justify-center gap-2 rounded-lg px-3 font-medium whitespace-nowrap transition-colors aria-disabled:cursor-default aria-disabled:opacity-60'

/** How a link looks that stands where a button could. */
export const buttonClass = (look: keyof typeof looks = 'plain') => `${base} ${looks[look]}`

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks }

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${base} ${looks[look]} ${className}`} {...rest} />
}
