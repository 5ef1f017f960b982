import { describe, expect, it } from 'vitest'

import { typedText } from './typed-ahead'

const typed = (...keys: string[]) => typedText(keys.map((key) => ({ key })))

describe('what is typed before its field is there', () => {
  it('is the signs in their order', () => expect(typed('x', 'a', 'v', ' ', 'É', '🦷')).toBe('xav É🦷'))
  it('loses the last one with each Backspace, and nothing with one too many', () =>
    expect(typed('Backspace', 'n', 'i', 'Backspace', 'o')).toBe('no'))
  it('has nothing of keys that write nothing', () =>
    expect(typed('Shift', 'N', 'Enter', 'Tab', 'ArrowLeft', 'Dead', 'Process')).toBe('N'))
})
