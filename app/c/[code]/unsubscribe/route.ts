import { askToUnsubscribe, unsubscribeCustomer } from '@/lib/guards/customer'

type Context = { params: Promise<{ code: string }> }

/** What a mail program opens, or sends to by itself, when somebody wants no more reminders. */
export async function GET(_: Request, { params }: Context) {
  return askToUnsubscribe((await params).code)
}

export async function POST(request: Request, { params }: Context) {
  return unsubscribeCustomer(request, (await params).code)
}
