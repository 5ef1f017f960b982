import { describe, expect, it } from 'vitest'

import { firstErrors } from '@/lib/core/field-errors'
import { walkJson } from '@/lib/core/json'
import { hasTooManyFields, readLinkForm, unknownFields } from '@/lib/links/schema/form'

import { ConnectLinkBody, parseConnectLinkBody } from './schema/create'

// Names and shapes from outside that an object of JavaScript has opinions of its own about.

const formOf = (count: number, name: (n: number) => string) => {
  const form = new FormData()
  for (let n = 0; n < count; n += 1) form.append(name(n), 'x')
  return form
}

const msOf = (count: number) => {
  const form = formOf(count, (n) => `advanced.config.key.i${n}`)
  const begun = performance.now()
  readLinkForm(form)
  return performance.now() - begun
}

describe('a form', () => {
  it('of very many fields is read in one pass', () => {
    // Some 20 ms; a second pass for every field would take more than 20 s.
    expect(Math.min(msOf(16_000), msOf(16_000), msOf(16_000))).toBeLessThan(3_000)
  })
  it('has at most a thousand fields', () => {
    expect(hasTooManyFields(formOf(1_000, String))).toBe(false)
    expect(hasTooManyFields(formOf(1_001, String))).toBe(true)
    expect(hasTooManyFields(formOf(1_001, () => 'same'))).toBe(true)
  })
  it('keeps every name like any other, and loses none', () => {
    const form = formOf(1, () => 'advanced.scopes.constructor')
    expect(Object.keys(readLinkForm(form).advanced)).toEqual(['constructor'])
    expect(unknownFields(form)).toEqual([])
    for (const name of ['__proto__', 'constructor', 'advanced.scopes.__proto__', 'toString'])
      expect(unknownFields(formOf(1, () => name))).toEqual([name])
  })
})

const errorsOf = (more: object) => {
  const body = ConnectLinkBody.parse({
    endUserId: 'user_42',
    allowedIntegrations: ['constructor'],
    ...more,
  })
  const read = parseConnectLinkBody(body, '6f9619ff-8b86-4d01-b42d-00cf4fc964ff')
  return read.ok ? read.input : read.errors
}

describe('a body of the API', () => {
  it('refuses a tag that Nango does not take, by its name', () =>
    expect(errorsOf({ tags: { constructor: 'x' } })).toEqual({
      'tags.constructor': 'Nango takes no tag of this name. Choose another.',
    }))
  it('keeps a value named constructor, and an integration', () =>
    expect(
      errorsOf({
        integrationsConfigDefaults: {
          constructor: { connection_config: { constructor: 'x', toString: 'y' } },
        },
      }),
    ).toMatchObject({
      integrations: ['constructor'],
      advanced: {
        constructor: {
          config: [
            { key: 'constructor', value: 'x' },
            { key: 'toString', value: 'y' },
          ],
        },
      },
    }))
})

it('a message stands at its field, whatever the field is called', () => {
  const errors = firstErrors([
    ['constructor', 'a'],
    ['constructor', 'b'],
    ['__proto__', 'c'],
  ])
  expect(JSON.stringify(errors)).toBe('{"constructor":"a","__proto__":"c"}')
})

it('a JSON text is walked however deep it nests', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(60_000)}"bottom"${']'.repeat(60_000)}`)
  const parts = [...walkJson(deep)]
  expect(parts).toHaveLength(60_001)
  expect(parts.at(-1)?.value).toBe('bottom')
  expect([...walkJson(JSON.parse('{"a":{"__proto__":1}}'))].at(-1)?.path).toEqual(['a', '__proto__'])
})
