import { expect } from 'playwright/test'

import { actionRows } from './access/action-rows'
import { pageRows } from './access/page-rows'
import { routeRows } from './access/route-rows'
import { casesOf, type Row } from './access/row'
import { runCases } from './access/run-case'
import { send } from './access/send'
import {
  listBuiltActions,
  listBuiltPatterns,
  listPages,
  listRoutes,
  listWrittenActions,
  methods,
} from './access/surface'
import { appTest } from './fixtures/app-test'

const rows: Row[] = [...pageRows, ...routeRows, ...actionRows]
const sorted = (names: Iterable<string>) => [...names].toSorted()

appTest.describe('the table of who may do what', () => {
  appTest('has a row for every page, every method of a route and every action, and no other', () => {
    const routes = listRoutes().flatMap(({ pattern, methods: found }) =>
      found.map((method) => `${method} ${pattern}`),
    )
    const actions = listBuiltActions().map(({ name }) => `action ${name}`)
    expect(sorted(rows.map(({ name }) => name))).toEqual(sorted([...listPages(), ...routes, ...actions]))
  })

  appTest('knows all that was built', () => {
    const patterns = [
      ...listPages().map((name) => name.slice('page '.length)),
      ...listRoutes().map(({ pattern }) => pattern),
    ]
    expect(sorted(listBuiltPatterns())).toEqual(sorted(patterns))
    expect(sorted(listBuiltActions().map(({ file, name }) => `${file} ${name}`))).toEqual(
      sorted(listWrittenActions()),
    )
  })

  appTest('has at least 400 cases', () => {
    const cases = rows.flatMap((row) => casesOf(row))
    expect(cases.length).toBeGreaterThanOrEqual(400)
    appTest.info().annotations.push({ type: 'cases', description: String(cases.length) })
  })
})

appTest('a method that no route file exports is refused', async ({ accessDesk: desk }) => {
  const wrong: string[] = []
  for (const { pattern, methods: found } of listRoutes())
    for (const method of methods.filter((one) => !found.includes(one))) {
      const { status } = await send(desk.app.origin + pattern.replaceAll(/\[[^\]]+\]/g, 'x'), { method })
      if (status !== 405) wrong.push(`${method} ${pattern}: ${status}`)
    }
  expect(wrong).toEqual([])
})

for (const row of rows)
  appTest(`${row.name}: ${casesOf(row).length} cases`, async ({ accessDesk: desk, things }) => {
    expect(await runCases(desk, things, row)).toEqual([])
  })
