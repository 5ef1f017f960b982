import Link from 'next/link'

import { Name } from '@/components/kit/name.client'
import { routes } from '@/lib/core/routes'

/** Leads to a link in a line of another table. The end of an id tells links apart; its beginning is the time, which stands beside it. */
export function LinkByEnd({ id }: { id: string }) {
  return (
    <Link
      href={routes.link(id)}
      prefetch={false}
      aria-label={`Link ${id}`}
      title={id}
      className="text-accent underline underline-offset-2"
    >
      <Name>…{id.slice(-8)}</Name>
    </Link>
  )
}
