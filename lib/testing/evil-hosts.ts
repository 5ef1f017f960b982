/** What somebody presets to have a customer's credentials sent to a host of theirs. */
export const evilHosts = [
  'evil.example',
  'evil.example/',
  'evil.example?',
  'evil.example#',
  'evil.example\\',
  'user:pw@evil.example/',
  'evil.example:8443',
  '203.0.113.7',
  '[2001:db8::1]',
  'evil.example.',
  'EVIL.EXAMPLE',
  'xn--vil-bma.example',
  '',
]
