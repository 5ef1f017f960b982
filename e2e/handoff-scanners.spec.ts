import { expect } from 'playwright/test'

import { countOf, recordEvidence } from '@/lib/testing/evidence'

import type { AccessDesk } from './access/access-desk'
import { askSession, enterLink } from './access/customer-forms'
import { send } from './access/send'
import { appTest } from './fixtures/app-test'
import { scanners } from './fixtures/scanners'

type Row = { state: string; asked: Date | null; locked: Date | null; proven: boolean | null; tries: number }

/** What became of a link. */
const readLink = async ({ sql }: AccessDesk, id: string) => {
  const [row] = await sql<Row[]>`
    select state, revoke_asked_at as asked, locked_at as locked, is_report_proven as proven, wrong_tries as tries
    from links join handoffs on link_id = id where id = ${id}`
  const sessions = await sql`select id from connect_sessions where link_id = ${id}`
  if (!row) throw new Error(`There is no link ${id}.`)
  return { ...row, sessions: sessions.length }
}

/** Keeps the tokens of all connect sessions that are made from now on. */
const keepTokens = ({ app }: AccessDesk): string[] => {
  const tokens: string[] = []
  const rewrite = (answer: unknown) => {
    tokens.push(...(/nango_connect_session_[0-9a-f]{64}/.exec(JSON.stringify(answer)) ?? []))
    return answer
  }
  app.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'rewrite', rewrite })
  return tokens
}

const rounds = countOf(1, 5)

appTest(
  'scanners, previews and machines that press everything use up no link',
  async ({ accessDesk: desk, things, browser }) => {
    const { origin, sandbox } = desk.app
    const tokens = keepTokens(desk)
    const rows: Awaited<ReturnType<typeof readLink>>[] = []
    const unusable: string[] = []
    for (const [name, scan] of Array.from({ length: rounds }, () => Object.entries(scanners)).flat()) {
      const { id = '', code = '' } = await things.find('hand-off link', 'other', 'signed out', true)
      await scan(`${origin}/c/${code}`, browser)
      const row = await readLink(desk, id)
      rows.push(row)
      expect.soft(row, name).toMatchObject({ state: 'active', asked: null, locked: null, sessions: 0 })
      expect.soft([row.proven === true, row.tries <= 1], name).toEqual([false, true])
      if (!(await isUsable(origin, code))) unusable.push(name)
    }
    expect(Object.keys(scanners)).toHaveLength(24)
    expect(unusable).toEqual([])
    // Machines that pressed nothing would prove nothing.
    expect(rows.filter(({ tries }) => tries > 0).length).toBeGreaterThanOrEqual(4 * rounds)
    expect(rows.filter(({ proven }) => proven === false).length).toBeGreaterThanOrEqual(5 * rounds)
    // One that showed the agent that Nango takes the link, deleted at once, and that of the customer: none of a machine.
    const alive = await Promise.all(tokens.map((token) => isAlive(sandbox.origin, token)))
    expect([tokens.length, alive.filter(Boolean).length]).toEqual([2 * rows.length, rows.length])
    desk.app.faults.reset()
    recordEvidence({
      attack: 'links opened by scanners, previews and machines that press everything',
      tried: rows.length,
      outcome: 'all still usable, none frozen or locked',
    })
  },
)

const isAlive = async (origin: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return (await send(`${origin}/connect/session`, { headers })).status === 200
}

/** Whether its customer gets as far as a connect session, which is then the only one that there is. */
const isUsable = async (origin: string, code: string) =>
  (await askSession(origin, code, await enterLink(origin, code))).status === 200
