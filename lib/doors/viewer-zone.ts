import 'server-only'
import { cookies } from 'next/headers'

import { TimeZone } from '@/lib/core/links-query'
import { zoneCookie } from '@/lib/core/viewer-day'

/** The zone of the viewer's clock as the browser told it, or null: nothing but what is shown may depend on it. */
export const viewerZone = async (): Promise<string | null> =>
  TimeZone.safeParse((await cookies()).get(zoneCookie)?.value).data ?? null
