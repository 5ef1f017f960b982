const templates: [RegExp, string][] = [
  [/^\/connections?\/metadata$/, '/connections/metadata'],
  [/^\/connections?\/[^/]+\/metadata$/, '/connections/:id/metadata'],
  [/^\/connections?\/[^/]+$/, '/connections/:id'],
  [/^\/connections?$/, '/connections'],
  [/^\/(integrations|providers)\/[^/]+$/, '/$1/:key'],
  [/^(\/(?:oauth\/connect|oauth2\/auth|api-auth\/[\w-]+|auth\/[\w-]+))\/[^/]+$/, '$1/:key'],
]

/** The route of a call, for example `GET /connections/:id`. */
export function endpointOf(method: string, path: string): string {
  const [pathname = ''] = path.toLowerCase().split('?')
  const found = templates.find(([pattern]) => pattern.test(pathname))
  return `${method} ${found ? pathname.replace(found[0], found[1]) : pathname}`
}
