import { fail, succeed } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { readLogo } from '@/lib/integrations/list'
import { ProviderName } from '@/lib/integrations/view'

/** A provider's logo, fetched from Nango by us, so that no page asks a third party. */
export async function GET(_: Request, { params }: { params: Promise<{ provider: string }> }) {
  const provider = ProviderName.safeParse((await params).provider)
  const result = await readAsStaff(async (ctx) => {
    const svg = provider.success ? await readLogo(ctx, provider.data) : null
    return svg === null ? fail({ code: 'not_found' }) : succeed(svg)
  })
  if (!result.ok) return answerFailure(result.failure)
  return new Response(result.value, {
    headers: {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': 'private, max-age=86400',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    },
  })
}
