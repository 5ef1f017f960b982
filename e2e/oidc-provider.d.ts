// The package ships no types; this is the part that oidc-server.ts uses.
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  type Claims = { sub: string; [claim: string]: unknown }

  type Account = { accountId: string; claims: () => Claims }

  type Grant = {
    addOIDCScope: (scope: string) => void
    addOIDCClaims: (claims: string[]) => void
    save: () => Promise<string>
  }

  export type GrantContext = {
    oidc: { client: { clientId: string }; session: { accountId: string } }
  }

  export type Configuration = {
    clients: { client_id: string; client_secret: string; redirect_uris: string[] }[]
    claims: Record<string, string[]>
    scopes: string[]
    conformIdTokenClaims: boolean
    cookies: { keys: string[] }
    jwks: { keys: JsonWebKey[] }
    pkce: { required: () => boolean }
    features: { devInteractions: { enabled: boolean }; rpInitiatedLogout: { enabled: boolean } }
    interactions: { url: (ctx: unknown, interaction: { uid: string }) => string }
    findAccount: (ctx: unknown, id: string) => Account
    loadExistingGrant: (ctx: GrantContext) => Promise<Grant>
    ttl: Record<string, number>
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    Grant: new (properties: { clientId: string; accountId: string }) => Grant
    callback: () => RequestListener
    interactionFinished: (
      request: IncomingMessage,
      response: ServerResponse,
      result: unknown,
    ) => Promise<void>
  }
}
