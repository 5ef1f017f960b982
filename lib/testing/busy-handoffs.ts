import { DeskCtx } from '@/lib/ctx'
import { revokeLink } from '@/lib/links/revoke'

import { connectByApiKey } from './connect-by'
import { integration } from './connect-customer'
import { makeHandoff, openBrowser, rightAnswer, wrongAnswers } from './customer-browser'
import { openCrashDatabase } from './test-database'
import { openTestNango, signInForTest, valueOf } from './test-desk'
import { customerSettings, useTestSettings } from './test-settings'

// A process whose hand-off links are made, opened, connected, revoked, locked and reported until it is killed.
const [database = '', nangoHost = '', publicOrigin = ''] = process.argv.slice(2)
const say = (what: string, id: string) => process.stdout.write(`${what} ${id}\n`)

useTestSettings(customerSettings)
const { db } = await openCrashDatabase(database)
const nango = openTestNango(nangoHost, publicOrigin)
const now = () => new Date()
const ctx = await signInForTest({ db, nango, now }, 'agent', 'busy')
const desk = { deskCtx: () => new DeskCtx({ db, nango, now }) }

const lock = async (code: string) => {
  const stranger = openBrowser(desk, code)
  await stranger.press()
  for (const guess of wrongAnswers) await stranger.answer(guess)
}

const connect = async (browser: ReturnType<typeof openBrowser>, token: string) => {
  await connectByApiKey(`${publicOrigin}/?session_token=${token}`)
  await browser.say({ type: 'connect', integrationKey: integration, connectionId: 'told by its tag' })
}

const work = async (turn: number): Promise<void> => {
  const { id, code } = await makeHandoff(ctx)
  say('made', id)
  const browser = openBrowser(desk, code)
  await browser.press()
  await browser.answer(rightAnswer)
  const opened = await browser.session()
  const { token } = valueOf(opened)
  say('given', token)
  const ends = [
    () => connect(browser, token),
    () => revokeLink(ctx, id),
    () => lock(code),
    () => browser.report(),
    () => browser.session(),
  ]
  await ends[turn % ends.length]?.()
  say('ended', id)
  return work(turn + 1)
}
process.stdout.write('busy\n')
await Promise.all([work(0), work(1), work(2)])
