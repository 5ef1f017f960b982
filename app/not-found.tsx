import { routes } from '@/lib/core/routes'

export default function NotFound() {
  return (
    <main className="mx-auto grid max-w-md gap-4 px-4 py-24">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p>The address may be mistyped, or what it showed is gone.</p>
      <a className="font-medium underline" href={routes.newLink()}>
        Go to New link
      </a>
    </main>
  )
}
