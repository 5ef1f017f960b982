import { describe, expect, it } from 'vitest'

import { toFieldErrors } from '@/lib/links/schema/form'

import { RetagInput } from './schema'
import { toTagChange } from './view'

const before = { connect_link_id: 'lnk_1', end_user_id: 'user_42', plan: 'pro', region: 'eu' }
const row = (key: string, value: string) => ({ key, value })
const asItIs = [row('end_user_id', 'user_42'), row('plan', 'pro'), row('region', 'eu')]

describe('what a form of tags changes', () => {
  it('is nothing when nothing was typed, whatever empty rows were added', () =>
    expect(toTagChange(before, [...asItIs, row(' ', '')])).toEqual({ set: [], remove: [], rows: [] }))
  it('is a new value, a new name in place of an old one, and a row that is gone', () =>
    expect(
      toTagChange(before, [
        row('end_user_id', 'user_42'),
        row('', ''),
        row('Plan', 'free'),
        row('zone', 'eu'),
      ]),
    ).toEqual({ set: [row('plan', 'free'), row('zone', 'eu')], remove: ['region'], rows: [2, 3] }))
  it('never touches the tag of the link', () =>
    expect(toTagChange(before, []).remove).toEqual(['end_user_id', 'plan', 'region']))
  it('keeps both rows of the same name, so that one is refused and not lost', () =>
    expect(toTagChange(before, [...asItIs, row('PLAN', 'free')]).set).toEqual([
      row('plan', 'pro'),
      row('plan', 'free'),
    ]))
})

const errorsOf = (changes: Partial<RetagInput>) => {
  const input = { integration: 'github', connectionId: 'any', set: [], remove: [], ...changes }
  const parsed = RetagInput.safeParse(input)
  return parsed.success ? {} : toFieldErrors(parsed.error)
}

describe('a change of tags', () => {
  it('takes what Nango takes', () =>
    expect(errorsOf({ set: [row('Plan/2', 'Pro'), row('end_user_email', 'ada@example.com')] })).toEqual({}))
  it('keeps an address as mail servers do', () =>
    expect(
      RetagInput.parse({
        integration: 'github',
        connectionId: 'any',
        set: [row('end_user_email', '\u202A“ada@exämple.com”')],
        remove: [],
      }).set,
    ).toEqual([row('end_user_email', 'ada@xn--exmple-cua.com')]))
  it.each([
    ['set.0.key', { set: [row('1st', 'v')] }, /Start with a letter/],
    ['set.0.key', { set: [row('', 'v')] }, /Give the tag a name/],
    ['set.0.value', { set: [row('plan', ' ')] }, /Give the tag a value/],
    ['set.0.value', { set: [row('plan', 'v'.repeat(256))] }, /at most 255/],
    ['set.0.value', { set: [row('end_user_email', 'ada')] }, /full email address/],
    ['set.0.value', { set: [row('end_user_email', 'ada@пример.рф')] }, /Nango takes no address/],
    ['set.1.key', { set: [row('plan', 'a'), row('Plan', 'b')] }, /already in the list/],
    ['set.0.key', { set: [row('Connect_Link_ID', 'lnk_2')] }, /stays as it is/],
    ['remove.0', { remove: ['connect_link_id'] }, /stays as it is/],
    ['set', { set: Array.from({ length: 11 }, (_, index) => row(`k${index}`, 'v')) }, /takes 10 tags/],
  ])('is refused at %s', (field, changes, sentence) => expect(errorsOf(changes)[field]).toMatch(sentence))
})
