import { Notice } from '@/components/ui/notice'
import type { FailureView } from '@/lib/core/failure'

type CatalogueNoticeProps = { isStale: boolean; failure: FailureView | null }

/** Says when the list of integrations is old or missing. */
export function CatalogueNotice({ isStale, failure }: CatalogueNoticeProps) {
  if (failure) return <Notice tone="failure">{failure.message}</Notice>
  if (!isStale) return null
  return <Notice tone="warning">Nango could not be asked just now; this list may be out of date.</Notice>
}
