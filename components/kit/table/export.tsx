import { buttonClass } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { toFailureView } from '@/lib/core/failure'

/** Downloads what the table shows, all of it. Without `download`, so that a refusal leads back to the page and is read. */
export function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} className={buttonClass()}>
      <Icon name="download" />
      Export CSV
    </a>
  )
}

const refusals = ['export_running', 'exports_full', 'rate_limited'] as const

/** Why an export did not begin, where the address says so. */
export function ExportNotice({ notice }: { notice: unknown }) {
  const code = refusals.find((one) => one === notice)
  if (!code) return null
  return (
    <Notice tone="warning" role="alert" className="mb-4">
      {toFailureView({ code }, 'read').message}
    </Notice>
  )
}
