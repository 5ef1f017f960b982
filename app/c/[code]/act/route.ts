import { actAsCustomer } from '@/lib/guards/customer'

/** A form of a customer's page. */
export async function POST(request: Request, { params }: { params: Promise<{ code: string }> }) {
  return actAsCustomer(request, (await params).code)
}
