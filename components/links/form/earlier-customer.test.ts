import { describe, expect, it } from 'vitest'

import { fillGaps, withoutEarlier } from '@/components/links/form/earlier-customer'
import { emptyLinkForm, type LinkFormValues } from '@/lib/links/schema/form'

const shop = { config: [{ key: 'subdomain', value: 'adas-shop' }], scopes: '', params: [] }
const ada: LinkFormValues = {
  customerId: 'user_1',
  email: 'ada@acme.example',
  displayName: 'Ada',
  organizationId: 'org_1',
  organizationName: 'Acme',
  integrations: ['shopify', 'github'],
  language: 'de',
  tags: [{ key: 'plan', value: 'pro' }],
  advanced: { shopify: shop },
  confirmedHosts: [],
  worksFor: '30m',
  check: '',
}

describe('the form for another customer', () => {
  it('has nothing of the earlier one but what is chosen anew', () =>
    expect(withoutEarlier({ ...ada, customerId: 'user_2' }, ada)).toEqual({
      ...emptyLinkForm,
      customerId: 'user_2',
    }))
  it('keeps what was typed and chosen since', () => {
    const bob = {
      ...ada,
      customerId: 'user_2',
      email: 'bob@acme.example',
      integrations: ['github', 'slack'],
      tags: [...ada.tags, { key: 'plan', value: 'free' }],
    }
    expect(withoutEarlier(bob, ada)).toEqual({
      ...emptyLinkForm,
      customerId: 'user_2',
      email: 'bob@acme.example',
      integrations: ['slack'],
      tags: [{ key: 'plan', value: 'free' }],
    })
  })
  it('can have the rest back, and nothing newer is lost by that', () => {
    const cleared = { ...emptyLinkForm, customerId: 'user_2', displayName: 'Bob', integrations: ['slack'] }
    expect(fillGaps(cleared, ada)).toEqual({
      ...ada,
      customerId: 'user_2',
      displayName: 'Bob',
      integrations: ['shopify', 'github', 'slack'],
    })
  })
})
