import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { readSources, withoutTests } from './testing/source-graph'

const shipped = withoutTests(readSources())
const text = readFileSync(join(import.meta.dirname, '../.github/CONTRIBUTING.md'), 'utf8')
const recipes = text
  .slice(text.indexOf('## Recipes'), text.indexOf('## House rules'))
  .split('\n### ')
  .slice(1)

describe('the recipes', () => {
  it('are five', () => expect(recipes).toHaveLength(5))
  it.each(recipes.map((recipe) => [recipe.split('\n', 1)[0] ?? '', recipe] as const))(
    '%s: names the files that its example stands in, and no others',
    (_title, recipe) => {
      const example = /Example: `([^`]+)`/.exec(recipe)?.[1] ?? ''
      const word = new RegExp(String.raw`(?<!\w)${example.replaceAll('.', String.raw`\.`)}(?!\w)`)
      const named = [...recipe.matchAll(/^\* `([^`]+)`/gm)].map(([, path]) => path)
      const found = shipped.filter((source) => word.test(source.text)).map(({ path }) => path)
      expect(new Set(named)).toEqual(new Set(found))
    },
  )
})

it('every other path in the text exists', () => {
  const paths = [...text.matchAll(/`((?:lib|components|e2e|app)\/[^`<]+\.tsx?)`/g)].map(([, path]) => path)
  const known = new Set(readSources().keys())
  expect(paths.filter((path) => path !== undefined && !known.has(path))).toEqual([])
  expect(paths.length).toBeGreaterThan(10)
})
