/** What a request from elsewhere may bear as its Origin: none, an opaque one, another site, and look-alikes of ours. */
export const foreignOrigins = (own: string): Record<string, string | null> => {
  const { port } = new URL(own)
  return {
    missing: null,
    opaque: 'null',
    'another site': 'https://evil.example',
    'with our name in front': `http://localhost.evil.example:${port}`,
    'with our name at the end': `http://evil-localhost:${port}`,
    'another port': `http://localhost:${Number(port) + 1}`,
    'no port': 'http://localhost',
    'another scheme': `https://localhost:${port}`,
    'no address': 'localhost',
  }
}
