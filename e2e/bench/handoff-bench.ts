import type { Browser, Page } from 'playwright'

import { connectButton, openPhone } from '../fixtures/customer'
import { connectFrame, createHandoff, pressConnect } from '../fixtures/handoff'
import { someone } from '../fixtures/link-form'
import { signInAs } from '../fixtures/sign-in'
import { startSandboxApp } from '../fixtures/start-sandbox-app'
import type { Line } from './line'

const links = 12

/** Milliseconds from the end of a customer's step until the agent's page shows these words. */
const untilSeen = async (agent: Page, words: string, step: () => Promise<unknown>): Promise<number> => {
  await step()
  const from = performance.now()
  await agent.waitForFunction((text) => document.body.innerText.includes(text), words, { polling: 'raf' })
  return performance.now() - from
}

const p95 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0

/** How soon an agent who looks at a hand-off link sees what its customer does. */
export async function benchHandoff(browser: Browser): Promise<Line[]> {
  const app = await startSandboxApp('bench-handoff')
  const context = await browser.newContext({ baseURL: app.origin })
  const agent = await context.newPage()
  await agent.goto('/')
  await signInAs(agent, 'Agent')
  const times: { opened: number[]; connecting: number[] } = { opened: [], connecting: [] }
  for (let link = 0; link < links; link += 1) {
    await agent.goto('/')
    const url = await createHandoff(agent, { ...someone(), integrations: ['GitHub'], check: 'none' })
    const phone = await openPhone(browser)
    await phone.goto(url)
    const press = () => phone.getByRole('button', { name: 'Continue' }).click()
    times.opened.push(await untilSeen(agent, 'Opened', press))
    const open = async () => {
      await pressConnect(phone, 'Connect GitHub')
      await connectButton(connectFrame(phone)).waitFor()
    }
    times.connecting.push(await untilSeen(agent, 'Connecting GitHub', open))
    await phone.context().close()
  }
  await context.close()
  await app.stop()
  const [opened, connecting] = [p95(times.opened), p95(times.connecting)]
  return [
    {
      what: 'a customer’s step shown on the agent’s screen, p95',
      ours: `opened ${opened.toFixed(0)} ms, connecting ${connecting.toFixed(0)} ms`,
      beside: `${links} links, asked for every 700 ms`,
      figure: Math.max(opened, connecting),
      budget: 1_000,
      unit: 'ms',
    },
  ]
}
