import { expect, it } from 'vitest'

import { readSources, withoutTests } from '@/lib/testing/source-graph'

const shipped = withoutTests(readSources())
const outside = (file: string, pattern: RegExp) =>
  shipped
    .filter(({ path, text }) => /^(app|components)\//.test(path) && path !== file && pattern.test(text))
    .map(({ path }) => path)

it('every choice of one has the arrow and the ellipsis of ours', () =>
  expect(outside('components/kit/field.client.tsx', /<select\b(?!\s+multiple)/)).toEqual([]))

it('only one place knows the clipboard', () =>
  expect(outside('components/kit/copy.client.tsx', /navigator\.clipboard|execCommand\('copy'/)).toEqual([]))

it('only one place writes into a field for a day', () =>
  expect(outside('components/kit/table/day-field.client.tsx', /type="date"/)).toEqual([]))
