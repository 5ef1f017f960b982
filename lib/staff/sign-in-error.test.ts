import { expect, it } from 'vitest'

import { signInErrorText } from './words'

it('has a sentence for every code, however it is called', () => {
  for (const code of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'no such'])
    expect(signInErrorText(code, null)).toBe('The sign-in did not work. Try again.')
  expect(signInErrorText('TooMany', null)).toContain('too many tries')
})

it('says where the desk is, or how the host gets through, to whoever comes from elsewhere', () => {
  expect(signInErrorText('ForeignOrigin', 'https://desk.example.com')).toContain('https://desk.example.com')
  expect(signInErrorText('ForeignOrigin', null)).toContain('proxy_set_header Host $http_host;')
})
