import { beforeEach, describe, expect, it } from 'vitest'

import { events, links } from '@/lib/db/schema'
import { failedAttempts } from '@/lib/db/schema-late'
import { readDeskStatus } from '@/lib/status/read'
import { connectByApiKey } from '@/lib/testing/connect-by'
import { useLateDesk } from '@/lib/testing/late-desk'
import { valueOf } from '@/lib/testing/test-desk'

import { openLink } from './reveal'

const late = useLateDesk()

const denied = { type: 'invalid_callback', description: 'x. Provider error: error: access_denied; y: z' }
const failed = (connectionId: string, error: object, providerConfigKey = 'github') =>
  JSON.stringify({
    type: 'auth',
    operation: 'creation',
    success: false,
    providerConfigKey,
    connectionId,
    error,
  })
const hintsOf = async (id: string) =>
  (await late.agent.db.select().from(events)).filter(
    ({ kind, linkId }) => kind === 'link.attempt_failed' && linkId === id,
  )
const attempts = async () => valueOf(await readDeskStatus(late.admin)).failedAttempts

describe('a failed attempt', () => {
  beforeEach(async () => {
    await late.agent.db.update(links).set({ state: 'expired', sealedToken: null })
    await late.agent.db.delete(failedAttempts)
  })

  it('is told of the one link that waits for that integration, once, with its kind and none of its words', async () => {
    const [one, other] = [await late.make('github'), await late.make('hubspot')]
    expect(await late.deliver(failed('phantom', denied))).toBe('hint')
    expect(await late.deliver(failed('phantom', denied))).toBe('known')
    const facts = { integration: 'github', error: 'invalid_callback', reason: 'declined', isGuess: true }
    expect((await hintsOf(one.link.id)).map((hint) => hint.facts)).toEqual([facts])
    expect(valueOf(await openLink(late.agent, one.link.id)).link).toMatchObject({
      attemptFailure: 'declined',
    })
    expect(await hintsOf(other.link.id)).toEqual([])
    expect(await attempts()).toMatchObject([{ integrationKey: 'github', kind: 'declined', count: 1 }])
  })

  it('is told once, of the integration, where several customers wait for it', async () => {
    const [one, two] = [await late.make('github'), await late.make('github')]
    const mistake = { type: 'unknown', description: 'invalid_client Bearer abc' }
    expect(await late.deliver(failed('phantom-2', mistake))).toBe('hint')
    expect(await late.deliver(failed('phantom-3', mistake))).toBe('hint')
    expect([await hintsOf(one.link.id), await hintsOf(two.link.id)]).toEqual([[], []])
    expect(valueOf(await openLink(late.agent, one.link.id)).link.attemptFailedAt).toBeNull()
    expect(await attempts()).toMatchObject([{ kind: 'misconfigured', count: 2 }])
    expect(JSON.stringify(await attempts())).not.toContain('abc')
  })

  it('is forgotten when the integration works again', async () => {
    const { url } = await late.make('private-api-bearer')
    await late.deliver(failed('phantom-4', { type: 'unknown', description: '' }, 'private-api-bearer'))
    expect(await attempts()).toHaveLength(1)
    await connectByApiKey(url)
    await late.look()
    expect(await attempts()).toEqual([])
  })
})
