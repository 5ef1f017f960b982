import { receiveAsNango } from '@/lib/doors/webhook-door'
import { receiveWebhook } from '@/lib/use-cases/receive-webhook'

/** Where Nango says that something happened to a connection. */
export const POST = (request: Request) => receiveAsNango(request, receiveWebhook)
