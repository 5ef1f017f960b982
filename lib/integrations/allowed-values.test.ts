import { expect, it } from 'vitest'

import { allowedValues } from './pin-hosts'
import { readHostTemplates } from './schema/hosts'

const of = (template: string, list: string[], options: string[] | null = null) =>
  allowedValues(readHostTemplates({ base_url: template }), list, { name: 'a', options })

it('tells the part of each listed host that stands for the value', () => {
  const list = ['acme.example.com', 'b.example.com', 'example.org', '.eu.example.com']
  expect(of('https://${connectionConfig.a}.example.com', list)).toEqual(['acme', 'b'])
  expect(of('https://${connectionConfig.a}/x', list)).toEqual(list.slice(0, 3))
  expect(
    of('https://api-${connectionConfig.a}.example.com', ['api-x.example.com', 'api-.example.com']),
  ).toEqual(['x'])
})

it('tells whole entries, and of the choices of a field those that are listed', () => {
  expect(of('${connectionConfig.a}/v1', ['https://scim.example.com/acme'])).toEqual([
    'https://scim.example.com/acme',
  ])
  expect(
    of('https://${connectionConfig.a}', ['eu.example.com'], ['eu.example.com', 'us.example.com']),
  ).toEqual(['eu.example.com'])
})

it('tells nothing where other values decide as well', () => {
  expect(of('https://${connectionConfig.a}.${connectionConfig.b}.com', ['x.y.com'])).toEqual([])
})
