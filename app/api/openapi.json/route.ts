import { openApiDocument } from '@/lib/doors/openapi-document'
import { ownOrigin } from '@/lib/doors/own-origin'

/** What internal tools can ask of the desk, for programs that make clients. */
export const GET = (request: Request) => Response.json(openApiDocument(ownOrigin(request.headers) ?? ''))
