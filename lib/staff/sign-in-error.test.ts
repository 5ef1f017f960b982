import { expect, it } from 'vitest'

import { signInErrorText } from './words'

it('has a sentence for every code, however it is called', () => {
  for (const code of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'no such'])
    expect(signInErrorText(code)).toBe('The sign-in did not work. Try again.')
  expect(signInErrorText('TooMany')).toContain('too many tries')
})
