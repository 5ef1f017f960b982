import { openSession, type SessionTerms } from '../model/connect-session'
import { type EndUser, type Tags, tagsFromEndUser } from '../model/end-user'
import type { SandboxRuntime } from '../runtime'
import { answerJson } from './answer-json'
import type { ApiContext } from './api-env'
import { ApiFailure } from './api-failure'

const maxTags = 10

/** Opens the session and answers 201 with token, link and expiry. */
export function answerSession(c: ApiContext, runtime: SandboxRuntime, terms: SessionTerms): Response {
  const session = openSession(runtime, terms)
  const link = new URL('/connect-ui/', runtime.publicOrigin())
  link.searchParams.set('session_token', session.token)
  const data = {
    token: session.token,
    connect_link: link.toString(),
    expires_at: session.expiresAt.toISOString(),
  }
  return answerJson(c, { data }, 201)
}

/** Tags derived from the end user under those given by name; too many in sum are a 500 at Nango, not a 400. */
export function mergeTags(endUser: EndUser | null, tags: Tags | undefined): Tags {
  const merged = { ...tagsFromEndUser(endUser), ...tags }
  if (Object.keys(merged).length > maxTags) {
    throw new ApiFailure(500, { code: 'server_error', message: 'Failed to create connect session' })
  }
  return merged
}
