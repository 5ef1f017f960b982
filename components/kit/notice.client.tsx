import type { ComponentProps, ReactNode } from 'react'

import { Outline } from '@/components/kit/section/outline.client'

/** Here and not with the other icons: a page that has no more than a notice loads none of them. */
export const alertPath = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 8v4M12 16h.01'

const tones = {
  info: 'border-hairline bg-sunken text-ink',
  warning: 'border-status-soon bg-status-soon-soft text-ink',
  failure: 'border-status-failed bg-status-failed-soft text-ink',
} as const

const iconTones = { info: 'text-muted', warning: 'text-status-soon', failure: 'text-status-failed' } as const

type NoticeProps = ComponentProps<'div'> & { tone?: keyof typeof tones; children: ReactNode }

/** A sentence that stands out. Give it role="alert" when it appears by itself. */
export function Notice({ tone = 'info', className = '', children, ...rest }: NoticeProps) {
  return (
    <div className={`flex gap-2 rounded-lg border px-3 py-2 ${tones[tone]} ${className}`} {...rest}>
      <Outline path={alertPath} className={`mt-0.5 size-4 ${iconTones[tone]}`} />
      <div className="min-w-0">{children}</div>
    </div>
  )
}

type FailureNoticeProps = Omit<NoticeProps, 'tone' | 'role' | 'children'> & {
  message: ReactNode
}

/** Says why something did not work, when it did not. */
export function FailureNotice({ message, ...rest }: FailureNoticeProps) {
  return (
    message && (
      <Notice tone="failure" role="alert" {...rest}>
        {message}
      </Notice>
    )
  )
}
