import { PageMissing } from '@/components/shell/page-missing'

export default function NotFound() {
  return (
    <main lang="en" className="mx-auto grid max-w-md gap-4 px-4 py-24">
      <PageMissing />
    </main>
  )
}
