import { describe, expect, it } from 'vitest'

import { likeliest, rankChoices } from '@/components/integrations/choices'

const choice = (label: string, key = label.toLowerCase()) => ({ key, label })
const all = [choice('GitHub'), choice('GitLab', 'zz-hub'), choice('HubSpot'), choice('Sales', 'hub-sales')]
const labels = (typed: string) => rankChoices(all, typed).map(({ label }) => label)
const taken = (typed: string, ...chosen: string[]) => {
  const ranked = rankChoices(all, typed)
  return ranked[
    likeliest(
      ranked,
      typed,
      all.filter(({ label }) => chosen.includes(label)),
    )
  ]?.label
}

describe('the integrations that match', () => {
  it('stand with a beginning before a middle, by name before key', () =>
    expect(labels(' HUB ')).toEqual(['HubSpot', 'Sales', 'GitHub', 'GitLab']))
  it('stand with the very name or key first', () => {
    const ranked = rankChoices([choice('Slack bot'), choice('Other', 'slack'), choice('Slack', 's')], 'slack')
    expect(ranked.map(({ label }) => label)).toEqual(['Slack', 'Other', 'Slack bot'])
  })
  it('are all of them, as they stand, when nothing is typed', () =>
    expect(rankChoices(all, ' ')).toEqual(all))
  it('are none for what nobody has', () => expect(labels('xyz')).toEqual([]))
})

describe('what Enter takes', () => {
  it('is the best that is not chosen yet', () => {
    expect(taken('git')).toBe('GitHub')
    expect(taken('git', 'GitHub')).toBe('GitLab')
  })
  it('is never a neighbour of the very one that was typed', () =>
    expect(taken('github', 'GitHub')).toBe('GitHub'))
  it('is a chosen one when there is no other', () => expect(taken('hubs', 'HubSpot')).toBe('HubSpot'))
  it('is nothing in an empty box', () => expect(taken('')).toBeUndefined())
})
