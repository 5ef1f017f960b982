import { routes } from '@/lib/core/routes'

/** Inside the desk's frame, which has the page's landmark already. */
export default function DeskNotFound() {
  return (
    <section className="grid max-w-md gap-4">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p>The address may be mistyped, or what it showed is gone.</p>
      <a className="w-fit font-medium underline" href={routes.newLink()}>
        Go to New link
      </a>
    </section>
  )
}
