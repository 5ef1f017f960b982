import { routes } from '@/lib/core/routes'

/** What an address that leads nowhere shows, inside the desk's frame and outside of it. */
export function PageMissing() {
  return (
    <>
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p>The address may be mistyped, or what it showed is gone.</p>
      <a className="w-fit font-medium underline" href={routes.newLink()}>
        Go to New link
      </a>
    </>
  )
}
