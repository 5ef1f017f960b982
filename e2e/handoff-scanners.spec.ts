import { expect } from 'playwright/test'

import { countOf, recordEvidence } from '@/lib/testing/evidence'

import { send, sendJson } from './access/send'
import { appTest } from './fixtures/app-test'
import { scanners } from './fixtures/scanners'

type Row = { state: string; asked: Date | null; locked: Date | null; proven: boolean | null; tries: number }

appTest(
  'scanners, previews and machines that press everything use up no link',
  async ({ accessDesk: desk, things, browser }) => {
    const { app, sql } = desk
    const tokens: string[] = []
    const sniff = (answer: unknown) => {
      const found = /nango_connect_session_[0-9a-f]{64}/.exec(JSON.stringify(answer))
      if (found) tokens.push(found[0])
      return answer
    }
    app.faults.setFault({ method: 'POST', path: '/connect/sessions' }, { kind: 'rewrite', rewrite: sniff })
    const rounds = countOf(1, 5)
    const unusable: string[] = []
    let pressed = 0
    let reported = 0
    for (let round = 0; round < rounds; round += 1)
      for (const [name, scan] of Object.entries(scanners)) {
        const { id = '', code = '' } = await things.find('hand-off link', 'other', 'signed out', true)
        await scan(`${app.origin}/c/${code}`, browser)
        const [row] = await sql<Row[]>`
        select state, revoke_asked_at as asked, locked_at as locked, is_report_proven as proven, wrong_tries as tries
        from links join handoffs on link_id = id where id = ${id}`
        const sessions = await sql`select id from connect_sessions where link_id = ${id}`
        const seen = { ...row, sessions: sessions.length }
        if (row?.tries) pressed += 1
        if (row?.proven === false) reported += 1
        expect.soft(seen, name).toMatchObject({ state: 'active', asked: null, locked: null, sessions: 0 })
        expect.soft([row?.proven ?? false, (row?.tries ?? 9) <= 1], name).toEqual([false, true])
        if (!(await isUsable(app.origin, code))) unusable.push(name)
      }
    expect(Object.keys(scanners)).toHaveLength(24)
    expect(unusable).toEqual([])
    // Machines that pressed nothing would prove nothing.
    expect(pressed).toBeGreaterThanOrEqual(4 * rounds)
    expect(reported).toBeGreaterThanOrEqual(5 * rounds)
    const alive = await Promise.all(tokens.map((token) => isAlive(app.sandbox.origin, token)))
    expect([tokens.length, alive.filter(Boolean).length]).toEqual([2 * 24 * rounds, 24 * rounds])
    app.faults.reset()
    recordEvidence({
      attack: 'links opened by scanners, previews and machines that press everything',
      tried: 24 * rounds,
      outcome: 'all still usable, none frozen or locked',
    })
  },
)

const isAlive = async (origin: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return (await send(`${origin}/connect/session`, { headers })).status === 200
}

/** Whether its customer gets as far as a connect session, which is then the only one that there is. */
const isUsable = async (origin: string, code: string) => {
  const act = (body: string, cookie: string) =>
    send(`${origin}/c/${code}/act`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
  const cookie = (await act('what=continue', '')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await act('what=check&answer=ada%40example.com', cookie)
  const asked = { code, integrationKey: 'private-api-bearer' }
  const { status } = await sendJson(`${origin}/api/customer/session`, 'POST', { origin, cookie }, asked)
  return status === 200
}
