/** The addresses for machines and for those who teach them; apart from `routes`, which goes to every browser. */
export const machineRoutes = {
  apiReference: () => '/api-reference',
  openApi: () => '/api/openapi.json',
  connectLink: () => '/api/connectLink',
  reconnectLink: () => '/api/reconnectLink',
  links: () => '/api/links',
  nangoWebhook: () => '/api/webhooks/nango',
} as const
