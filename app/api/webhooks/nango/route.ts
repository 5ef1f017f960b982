import { receiveAsNango } from '@/lib/guards/webhook'
import { receiveWebhook } from '@/lib/webhooks/receive'

/** Where Nango says that something happened to a connection. */
export const POST = (request: Request) => receiveAsNango(request, receiveWebhook)
