import { Spinner } from '@/components/kit/spinner.client'

/** Stands where a table will be. */
export function TableLoading({ what }: { what: string }) {
  return (
    <output className="flex items-center justify-center gap-2 py-12 text-muted">
      <Spinner /> Reading {what}…
    </output>
  )
}
