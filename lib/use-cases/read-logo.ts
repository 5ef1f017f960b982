import 'server-only'
import { loadLogo } from '@/lib/nango/load-logo'

import type { StaffCtx } from './staff-ctx'

/** The SVG of a provider's logo, or null. */
export const readLogo = (ctx: StaffCtx, provider: string): Promise<string | null> =>
  loadLogo(ctx.nango, provider)
