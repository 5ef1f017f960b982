import { describe, expect, it } from 'vitest'

import { revokeLink } from '@/lib/links/revoke'
import { readConnection } from '@/lib/nango/read-connection'
import { beginOauth } from '@/lib/testing/connect-by'
import { idIn, useLateDesk } from '@/lib/testing/late-desk'
import { codeOf, valueOf } from '@/lib/testing/test-desk'

import { finishChanges } from './change'
import { disconnectConnection } from './disconnect'
import { settleAlarm } from './settle-alarm'

const late = useLateDesk()

const alarmed = async (count = 1) => {
  const made = await Promise.all(Array.from({ length: count }, () => late.make()))
  const flow = await beginOauth(made[0]?.url ?? null)
  for (const { link } of made) await revokeLink(late.agent, link.id)
  const connectionId = idIn(await late.posted(flow.finish))
  await late.look()
  return { ids: made.map(({ link }) => link.id), connectionId }
}

describe('an alarm that is a guess', () => {
  it('is settled on all links when the connection is tagged for the customer of one, which is connected then', async () => {
    const { ids, connectionId } = await alarmed(2)
    const [id = '', other = ''] = ids
    const input = { linkId: id, integration: 'github', connectionId, verdict: 'tag' as const }
    expect(valueOf(await settleAlarm(late.agent, input))).toMatchObject({
      state: 'connected',
      alarmedAt: null,
    })
    const { tags } = valueOf(await readConnection(late.agent.nango, 'github', connectionId))
    expect(tags).toMatchObject({ connect_link_id: id, end_user_id: 'user_42' })
    expect(await late.viewOf(other)).toMatchObject({ state: 'revoked', alarmedAt: null, alarms: [] })
    for (const one of ids)
      expect(await late.told(one, 'link.alarm_settled')).toMatchObject([
        { actorId: late.agent.actor.id, facts: { how: 'tagged', confirmed: id } },
      ])
    await late.look()
    expect(await late.told(id, 'link.alarmed')).toHaveLength(1)
    expect(valueOf(await settleAlarm(late.agent, input))).toMatchObject({ state: 'connected' })
    expect(await late.told(id, 'link.alarm_settled')).toHaveLength(1)
  })

  it('is settled by the sweep where the process that tagged the connection was cut off', async () => {
    const { ids, connectionId } = await alarmed(2)
    const [linkId = '', other = ''] = ids
    const patch = { method: 'PATCH', path: `/connections/${connectionId}` }
    late.desk.faults.setFault(patch, { kind: 'lost' })
    const rest = { method: 'GET', path: /^\/connections\/./ }
    const input = { linkId, integration: 'github', connectionId, verdict: 'tag' as const }
    late.desk.faults.setFault(rest, { kind: 'status', status: 500 })
    late.desk.faults.setFault({ method: 'GET', path: patch.path }, { kind: 'pass', times: 1 })
    expect(codeOf(await settleAlarm(late.agent, input))).not.toBe('ok')
    late.desk.faults.reset()
    late.desk.advance(25_000)
    await finishChanges(late.desk.deskCtx())
    expect(await late.viewOf(linkId)).toMatchObject({ state: 'connected', alarmedAt: null })
    expect(await late.viewOf(other)).toMatchObject({ state: 'revoked', alarmedAt: null })
    expect(await late.told(linkId, 'link.alarm_settled')).toMatchObject([
      { actorId: late.agent.actor.id, facts: { how: 'tagged', confirmed: linkId } },
    ])
    expect(await late.told(linkId, 'link.alarmed')).toHaveLength(1)
  })

  it('is settled when it is disconnected, and when a person leaves it as it is', async () => {
    const gone = await alarmed()
    const input = { integration: 'github', connectionId: gone.connectionId, confirmation: gone.connectionId }
    expect(codeOf(await disconnectConnection(late.admin, input))).toBe('ok')
    expect(await late.viewOf(gone.ids[0] ?? '')).toMatchObject({ state: 'revoked', alarmedAt: null })
    const left = await alarmed()
    for (const linkId of left.ids) {
      const verdict = { linkId, integration: 'github', connectionId: left.connectionId, verdict: 'leave' }
      await settleAlarm(late.agent, { ...verdict, verdict: 'leave' })
    }
    await late.look()
    expect(await late.viewOf(left.ids[0] ?? '')).toMatchObject({ state: 'revoked', alarmedAt: null })
  })

  it('is not for viewers to settle, stays when Nango cannot be told, and ends when tags appear elsewhere', async () => {
    const { ids, connectionId } = await alarmed()
    const [linkId = ''] = ids
    const input = { linkId, integration: 'github', connectionId, verdict: 'tag' as const }
    expect(codeOf(await settleAlarm(await late.desk.ctxFor('viewer'), input))).toBe('not_allowed')
    late.desk.faults.setFault({ method: 'PATCH', path: `/connections/${connectionId}` }, { kind: 'refuse' })
    expect(codeOf(await settleAlarm(late.agent, input))).not.toBe('ok')
    expect((await late.viewOf(linkId)).alarms).toHaveLength(1)
    late.desk.faults.reset()
    await late.agent.nango.sdk.patchConnection(
      { connectionId, provider_config_key: 'github' },
      { tags: { end_user_id: 'of-the-product' } },
    )
    await late.look()
    expect(await late.viewOf(linkId)).toMatchObject({ alarmedAt: null })
    expect(await late.told(linkId, 'link.alarm_settled')).toMatchObject([{ actorId: null }])
  })
})
