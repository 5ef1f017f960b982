import { z } from 'zod'

import { IntegrationKey } from '@/lib/core/ids'

/** A link to try the desk with. The same `intentKey` never creates two. */
export const TestLinkInput = z.strictObject({ integration: IntegrationKey.min(1), intentKey: z.uuid() })
export type TestLinkInput = z.infer<typeof TestLinkInput>
