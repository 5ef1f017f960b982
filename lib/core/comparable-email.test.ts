import { describe, expect, it } from 'vitest'

import { toComparableEmail } from './text'

describe('toComparableEmail', () => {
  it('folds case', () => expect(toComparableEmail("ADA.O'Neil@Example.com")).toBe("ada.o'neil@example.com"))
  it('folds nothing else', () => expect(toComparableEmail('ＡＤＡ@example.com')).toBeNull())
})
