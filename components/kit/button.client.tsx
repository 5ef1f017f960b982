import type { ComponentProps } from 'react'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-control-line bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  link: 'text-accent hover:bg-accent-soft',
  danger: 'text-status-failed hover:bg-status-failed-soft',
  alarm: 'border border-status-failed bg-surface text-status-failed hover:bg-status-failed-soft',
} as const

const base =
  'inline-flex h-control shrink-0 items-center justify-center gap-2 rounded-lg px-3 font-medium whitespace-nowrap transition-colors aria-disabled:cursor-default aria-disabled:opacity-60'

/** The classes of a link that stands where a button could. */
export function buttonClass(variant: keyof typeof variants = 'plain') {
  return `${base} ${variants[variant]}`
}

type ButtonProps = ComponentProps<'button'> & {
  variant?: keyof typeof variants
  /** Whether what it does is under way; then `pendingText` takes the place of its words. */
  isPending?: boolean
  pendingText?: string
}

export function Button(props: ButtonProps) {
  const { variant, className = '', isPending, pendingText, children, ...rest } = props
  return (
    <button
      type="button"
      aria-busy={isPending}
      aria-disabled={isPending}
      className={`${buttonClass(variant)} ${className}`}
      {...rest}
    >
      {isPending && pendingText !== undefined ? pendingText : children}
    </button>
  )
}
