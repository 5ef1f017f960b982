import { openApiDocument } from '@/lib/api/openapi-document'
import { ownOrigin } from '@/lib/guards/origin'

/** What internal tools can ask of the desk, for programs that generate clients. */
export const GET = (request: Request) => Response.json(openApiDocument(ownOrigin(request.headers) ?? ''))
