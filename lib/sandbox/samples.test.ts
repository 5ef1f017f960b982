import { describe, expect, test } from 'vitest'

import { canonicalJson, type Verdict } from './testing/compare-answers'
import { readSample, readSampleText, sampleNames, webhookSamples } from './testing/read-sample'
import { replaySample } from './testing/replay-sample'
import { startWorld } from './testing/sandbox-world'

/** Replayed by a test of its own, below. */
const ownTests = ['session-token-reused-twice']

const privateApi = 'a private API of the Nango dashboard, which no API key opens'

/** What is not equal, and why. Everything else in the folder is. */
const unequal: Record<string, { verdict: Verdict; why: string }> = {
  'providers-list-cut': {
    verdict: 'different',
    why: 'the record keeps 3 of 981 entries; the sandbox has fewer',
  },
  'webhook-settings-err-loopback': { verdict: 'not implemented', why: privateApi },
  'webhook-settings-success': { verdict: 'not implemented', why: privateApi },
}

const replayed = sampleNames().filter((name) => ![...ownTests, ...webhookSamples].includes(name))

describe('every recorded step gets the recorded answer, and sends the recorded webhooks', () => {
  test.each(replayed)('%s', async (name) => {
    const steps = await replaySample(readSample(name))
    expect(steps).not.toEqual([])
    const known = unequal[name]?.verdict
    if (known !== undefined) {
      expect(steps.map(({ verdict }) => verdict)).toEqual([known])
      return
    }
    expect(steps.filter(({ verdict }) => verdict !== 'equal')).toEqual([])
  })

  test('the list of exceptions names files that there are', () => {
    expect(replayed).toEqual(expect.arrayContaining(Object.keys(unequal)))
  })
})

test('session-token-reused-twice', async () => {
  const [first = '', second = '', list = ''] = readSampleText('session-token-reused-twice').split('\n')
  const { openSession, call, withKey } = startWorld()
  const { token } = await openSession({ tags: { t: 'reuse' } })
  for (const recorded of [first, second]) {
    const path = `/auth/unauthenticated/demo-unauthenticated?connect_session_token=${token}`
    const response = await call('POST', path, { body: {} })
    expect(canonicalJson(await response.text())).toEqual(canonicalJson(recorded))
  }
  const listed = await withKey('GET', '/connections')
  expect(canonicalJson(await listed.text())).toEqual(canonicalJson(list))
})
