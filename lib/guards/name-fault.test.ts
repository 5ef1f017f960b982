import { beforeAll, expect, it } from 'vitest'

import { FailureCode, toFailureView } from '@/lib/core/failure'
import { beginRequest } from '@/lib/log'
import { useTestSettings } from '@/lib/testing/test-settings'

import { nameFault } from './faults'

beforeAll(() => {
  useTestSettings()
})

const said = (code: FailureCode) => toFailureView(nameFault({ code }), 'create').message

it('names the request in the words of a fault, and leaves what the person can mend alone', () => {
  const outside = said('nango_timeout')
  const id = beginRequest(undefined, { address: '192.0.2.1', origin: 'https://desk.example.com' })
  expect(said('nango_timeout')).toBe(`${outside} Request ${id}.`)
  for (const code of FailureCode.options) {
    const isFault = /^(nango_|database_|unexpected|too_slow|foreign_origin)/.test(code)
    expect(said(code).endsWith(` Request ${id}.`), code).toBe(isFault)
  }
})
