import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'
import { z } from 'zod'

import { startMetrics } from './metrics'

const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
})
const { panels } = Dashboard.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../.github/deploy/grafana.json'), 'utf8')),
)
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))

const exported = async () => {
  const { registry } = await startMetrics()
  return registry.getMetricsAsArray().map(({ name }) => name)
}

it('the dashboard names only what is exported, and every metric of our own', async () => {
  const names = await exported()
  const named = expressions
    .flatMap((expr) => expr.match(/\b(connect_desk|nodejs|process)_\w+/g) ?? [])
    .map((name) => (names.includes(name) ? name : name.replace(/_(bucket|sum|count)$/, '')))
  expect(named.filter((name) => !names.includes(name))).toEqual([])
  const own = names.filter((name) => name.startsWith('connect_desk_'))
  expect(own.filter((name) => !named.includes(name))).toEqual([])
  expect(own.length).toBeGreaterThan(15)
})

it('the dashboard says for each metric only labels that it has', async () => {
  const { registry } = await startMetrics()
  for (const expr of expressions)
    for (const [, by = '', name = ''] of expr.matchAll(
      /by \((?:le, )?(\w+)\) \((?:rate\()?(connect_desk_\w+)/g,
    )) {
      const metric =
        registry.getSingleMetric(name.replace(/_(bucket|count)$/, '')) ?? registry.getSingleMetric(name)
      // Prometheus itself adds the instance and, to buckets, their upper end.
      expect(['instance', 'le', ...Reflect.get(metric ?? {}, 'labelNames')], expr).toContain(by)
    }
})

it('no panel lies over another', () => {
  const over = panels.flatMap((one) =>
    panels
      .filter(({ id }) => id > one.id)
      .filter(({ gridPos: b }) => {
        const a = one.gridPos
        return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
      })
      .map((other) => `${one.title} and ${other.title}`),
  )
  expect(over).toEqual([])
})
