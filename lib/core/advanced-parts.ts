/** What can be set beforehand for an integration: see `Advanced`. */
export type AdvancedPart = 'config' | 'scopes' | 'params'

const all: AdvancedPart[] = ['config', 'scopes', 'params']

/**
 * What an auth mode makes use of; Nango takes the rest without a word and drops it. The first three send the customer to
 * a consent page with scopes and parameters of the link; OAuth 1 has no parameters, and client credentials know theirs
 * at the token endpoint only (packages/server/lib/controllers/oauth.controller.ts).
 */
const partsOf: Record<string, AdvancedPart[]> = {
  OAUTH2: all,
  MCP_OAUTH2: all,
  MCP_OAUTH2_GENERIC: all,
  CUSTOM: all,
  OAUTH1: ['config', 'scopes'],
  OAUTH2_CC: ['config', 'params'],
  APP: ['config'],
  API_KEY: ['config'],
  AWS_SIGV4: ['config'],
  BASIC: ['config'],
  BILL: ['config'],
  INSTALL_PLUGIN: ['config'],
  JWT: ['config'],
  NONE: ['config'],
  SIGNATURE: ['config'],
  TBA: ['config'],
  TWO_STEP: ['config'],
}

/** What an integration takes by its auth mode; everything where Nango did not tell the mode or it is a new one. */
export const advancedPartsOf = (authMode: string | undefined): AdvancedPart[] =>
  (authMode !== undefined && Object.hasOwn(partsOf, authMode) && partsOf[authMode]) || all
