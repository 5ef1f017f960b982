import 'server-only'
import type { Nango } from './client'

/** The origin that links of this Nango must have: of the settings, else what `learn` says, asked once per process. */
export const knowLinkOrigin = async (nango: Nango, learn: () => Promise<string>): Promise<string> =>
  (nango.connectOrigin ??= await learn())
