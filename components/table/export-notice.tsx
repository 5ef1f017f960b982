import { Notice } from '@/components/ui/notice'
import { toFailureView } from '@/lib/core/failure'

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
