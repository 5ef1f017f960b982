import { readFileSync } from 'node:fs'

import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { recordEvidence } from '@/lib/testing/evidence'
import { evilHosts } from '@/lib/testing/evil-hosts'

import { pinHosts } from './pin-hosts'
import { aroundValue, fillTemplate, hostEntryFault, hostPartOf, readHostTemplates } from './schema/hosts'

const providers = Object.entries(
  z
    .record(
      z.string(),
      z.looseObject({
        connection_config: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })),
      }),
    )
    .parse(JSON.parse(readFileSync('lib/sandbox/data/host-providers.json', 'utf8'))),
)

const evilValues = [
  ...evilHosts,
  'https://evil.example',
  '//evil.example',
  'evil.example%2f',
  'evil.example\t',
  '0x7f000001',
  'evil\u3002example',
  'https://evil.example\\@good.example',
]

const noValues = [
  'azure-devops.organizationUrl: dev.azure.com/myorg or myorg.visualstudio.com',
  // Its template has a scheme already: with this value its host would be `https`.
  'blackbaud-basic.hostName: https://altrurig01bo3.blackbaudhosting.com',
  'dynatrace.environmentId: mew08***',
  'gerrit.host: http://localhost:8080',
  'snipe-it.hostname: yourcompany',
  'twenty-crm-self-hosted.domain: domain',
  'veeva-vault-oauth.tokenUrl: {your-okta-domain}/oauth2/default/v1/token',
  // Its address has the part above as well.
  'veeva-vault-oauth.subdomain: myvault',
]

describe('all providers with a value that reaches a host', () => {
  let tried = 0
  it('are 321', () => {
    expect(providers).toHaveLength(321)
    expect(providers.filter(([, one]) => readHostTemplates(one).size === 0)).toEqual([])
  })

  it.each(evilValues)('no list allows %j', (value) => {
    const allowed = providers.flatMap(([provider, definition]) => {
      const templates = readHostTemplates(definition)
      return [...templates.keys()].flatMap((name) => {
        const everything = new Map<string, string>([...templates.keys()].map((one) => [one, 'good']))
        const result = pinHosts(templates, everything.set(name, value), [
          'good.example.com',
          '.my.example.com',
        ])
        return result.ok && result.pinned.some((one) => one.name === name && one.isListed)
          ? [`${provider}.${name}`]
          : []
      })
    })
    expect(allowed).toEqual([])
    tried += providers.length
  })
  afterAll(() => {
    const outcome = 'no list allows one'
    recordEvidence({ attack: 'evil values for every provider with a host of its own', tried, outcome })
  })

  it('take the example of each, when its host is listed', () => {
    const refused = providers.flatMap(([provider, definition]) => {
      const templates = readHostTemplates(definition)
      const examples = new Map(
        Object.entries(definition.connection_config).flatMap(([name, { example }]) =>
          typeof example === 'string' ? [[name, example] as const] : [],
        ),
      )
      return [...templates.keys()].flatMap((name) => {
        const value = examples.get(name)
        if (value === undefined) return []
        const values = new Map(
          [...templates.keys()].map((one) => [one, examples.get(one) ?? 'part.example.com'] as const),
        )
        const exact = [...examples.values()]
        const first = pinHosts(templates, values, exact)
        const list = first.ok ? first.pinned.flatMap(({ hosts }) => hosts) : []
        const fault = list.map(hostEntryFault).find(Boolean)
        const again = pinHosts(templates, values, [...list, ...exact.filter((one) => !hostEntryFault(one))])
        const isGood = again.ok && again.pinned.find((one) => one.name === name)?.isListed === true
        return isGood && !fault ? [] : [`${provider}.${name}: ${value}`]
      })
    })
    // These are no values but say what to write; one is the machine's own address, two are names without a dot.
    expect(refused).toEqual(noValues)
  })
})

it.each([
  'acme',
  '.com',
  'EVIL.example.com',
  'com',
  '.',
  '',
  'a b.example',
  'evil.example?',
  'x@y.example',
  '10.0.0.1',
  'a..b',
  '*.example.com',
])('a list takes no %j', (entry) => expect(hostEntryFault(entry)).not.toBeNull())

it.each([
  'acme.example.com',
  '.my.example.com',
  '.my_own.example.com',
  'a.example:8443',
  'https://scim.example.com/acme/v2',
  'a.example/x',
])('a list takes %j', (entry) => expect(hostEntryFault(entry)).toBeNull())

it('listens to names that Nango finds without their prefix', () => {
  const templates = readHostTemplates({ token_url: 'https://${subdomain}.${connection_config.zone}.com' })
  expect([...templates.keys()]).toEqual(['subdomain', 'zone'])
})

it.each([
  // A listed host is no licence for the same text elsewhere in a host.
  ['https://${connectionConfig.a}.example.org', 'acme.example.com', ['acme.example.com'], false],
  ['https://api-${connectionConfig.a}', 'acme.example.com/x', ['acme.example.com/x'], null],
  ['https://${connectionConfig.a}', 'acme.example.com/x', ['acme.example.com/x'], true],
  ['https://${connectionConfig.a}.zendesk.com', 'a.example:8443', ['a.example:8443'], null],
  ['${connectionConfig.a}', 'https://scim.example.com/acme', ['https://scim.example.com/acme'], true],
  ['https://${connectionConfig.a}', 'x.my.example.com', ['.my.example.com'], true],
  ['https://${connectionConfig.a}', 'my.example.com', ['.my.example.com'], false],
  ['https://${connectionConfig.a}', 'notmy.example.com', ['.my.example.com'], false],
  // What the customer types beside it would decide.
  ['https://${connectionConfig.a}.${connectionConfig.b}', 'acme', ['.example.com'], null],
  ['${connectionConfig.a}${connectionConfig.b}', 'https://acme.example.com', ['acme.example.com'], null],
  ['https://${connectionConfig.a}.${credentials.key}', 'acme', ['.example.com'], null],
] as const)('%s with %s and the list %j', (template, value, list, isListed) => {
  const result = pinHosts(readHostTemplates({ base_url: template }), new Map([['a', value]]), list)
  expect(result.ok ? result.pinned[0]?.isListed : null).toBe(isListed)
})

it.each(['${connectionConfig.a}${connectionConfig.b}', '${connectionConfig.a}/x'])(
  'tells what stands around a value in %s',
  (template) =>
    expect(aroundValue(template, 'a')).toEqual(template.endsWith('x') ? { before: '', after: '' } : null),
)

it('tells where each template leads', () => {
  const templates = readHostTemplates({
    authorization_url:
      'https://${connectionConfig.subdomain}.example.com/oauth || https://login.example.com/oauth',
    token_url: { OAUTH2: 'https://api.${connectionConfig.region}.example.com/${connectionConfig.subdomain}' },
    proxy: { base_url: '${connectionConfig.instance_url}', headers: { x: '${connectionConfig.key}' } },
  })
  expect([...templates.keys()].toSorted()).toEqual(['instance_url', 'region', 'subdomain'])
  expect(hostPartOf('https://a.b/c')).toBe('a.b')
  expect(fillTemplate('${connectionConfig.a}.${apiKey}', new Map([['a', 'x']]), 'o')).toBe('x.o')
  const values = new Map([
    ['subdomain', 'Acme'],
    ['key', 'any thing'],
  ])
  expect(pinHosts(templates, values, ['.example.com'])).toEqual({
    ok: true,
    pinned: [{ name: 'subdomain', value: 'Acme', hosts: ['acme.example.com'], isListed: true }],
  })
})
