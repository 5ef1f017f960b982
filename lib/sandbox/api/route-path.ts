const words = new Set(
  'connect sessions session reconnect telemetry connections connection metadata integrations providers oauth oauth2 callback auth api-auth api-key basic two-step unauthenticated environment-variables environment webhook-signing-key rotate'.split(
    ' ',
  ),
)

/**
 * The path that decides on the route: Nango's router takes fixed words in any case and a slash at the end, and
 * `/connection` is an old name of `/connections`. Taken from the raw address, because a URL drops a segment `%2E`.
 */
export function routePath(request: Request, raw?: string): string {
  const address = raw ?? request.url.replace(/^[a-z]+:\/\/[^/]*/i, '')
  const [path = ''] = address.split(/[?#]/)
  const segments = path.split('/').map((segment, index) => {
    const word = segment.toLowerCase()
    if (index === 1 && word === 'connection') return 'connections'
    return words.has(word) && (index < 3 || word === 'reconnect' || word === 'rotate') ? word : segment
  })
  const joined = segments.join('/')
  return joined.length > 1 && !joined.startsWith('/connect-ui') ? joined.replace(/\/$/, '') : joined
}
