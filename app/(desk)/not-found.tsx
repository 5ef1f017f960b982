import { PageMissing } from '@/components/shell/page-missing'

/** Inside the desk's frame, which has the page's landmark already. */
export default function DeskNotFound() {
  return (
    <section className="grid max-w-md gap-4">
      <PageMissing />
    </section>
  )
}
