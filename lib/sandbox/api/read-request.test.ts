import { expect, test } from 'vitest'

import { parseQuery } from './read-request'

test('repeated keys are a list, brackets make an object', () => {
  const url = 'http://sandbox/x?include=a&include=b&tags%5Bplan%5D=pro&tags[org]=7&page=0'
  expect(parseQuery(url)).toEqual({ include: ['a', 'b'], tags: { plan: 'pro', org: '7' }, page: '0' })
})

test('no query reaches the prototype of all objects', () => {
  parseQuery('http://sandbox/x?__proto__[polluted]=yes&constructor[polluted]=yes')
  expect({}).not.toHaveProperty('polluted')
})
