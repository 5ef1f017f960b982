import { IntegrationKey } from '@/lib/core/ids'
import { fail } from '@/lib/core/result'
import { answerFailure, readAsStaff } from '@/lib/guards/staff-route'
import { readConfigFields } from '@/lib/integrations/read-fields'

type Context = { params: Promise<{ key: string }> }

/** What can be set beforehand for an integration, for the New link form. */
export async function GET(_: Request, { params }: Context) {
  const key = IntegrationKey.safeParse((await params).key)
  const result = await readAsStaff(async (ctx) =>
    key.success ? readConfigFields(ctx, key.data) : fail({ code: 'not_found' }),
  )
  return result.ok ? Response.json(result.value) : answerFailure(result.failure)
}
