/** The recorded webhooks; webhooks.test.ts compares each of them with what the sandbox sends. */
export const webhookSamples = [
  'webhook-auth-creation-apikey',
  'webhook-auth-creation-import-oauth2',
  'webhook-auth-creation-none',
  'webhook-auth-creation-url-override',
  'webhook-auth-error-oauth-denied',
  'webhook-auth-override-reconnect',
  'webhook-auth-override-reconnect-no-tags',
  'webhook-no-retry-404',
  'webhook-retry-500-attempt1',
  'webhook-retry-500-attempt2',
  'webhook-retry-500-attempt3',
]
