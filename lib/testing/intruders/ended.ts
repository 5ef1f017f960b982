import { revokeLink } from '@/lib/links/revoke'
import { beginOauth } from '@/lib/testing/connect-by'
import { wrongAnswers } from '@/lib/testing/customer-browser'
import { valueOf } from '@/lib/testing/test-desk'

import { guess, says, type Stories, tokenOf } from './scene'

/** What somebody goes on with after the link was locked, revoked or reported. */
export const ended: Stories = {
  'right answer after the lock': async ({ customer, thief }) => {
    await thief.press()
    await guess(thief, wrongAnswers)
    await customer.enter()
    await customer.session()
    await customer.say(says('conn_1'))
  },
  'a flow begun before the lock ends after it': async ({ customer, thief, readNewest, toForm }) => {
    await customer.enter()
    const flow = await beginOauth(toForm(await tokenOf(customer, 'github')))
    await thief.press()
    await guess(thief, wrongAnswers)
    await flow.finish()
    await customer.say(says(await readNewest(), 'github'))
  },
  'a token from before the lock': async ({ customer, thief, connect, readNewest }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await thief.press()
    await guess(thief, wrongAnswers)
    await connect(token).catch(() => null)
    await customer.say(says(await readNewest()))
  },
  'a token from before the revocation': async ({ link, customer, connect, readNewest, agent }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await revokeLink(agent, link.id)
    await connect(token).catch(() => null)
    await customer.say(says(await readNewest()))
  },
  'a flow begun before the revocation ends after it': async ({
    link,
    customer,
    readNewest,
    agent,
    toForm,
  }) => {
    await customer.enter()
    const flow = await beginOauth(toForm(await tokenOf(customer, 'github')))
    await revokeLink(agent, link.id)
    await flow.finish()
    await customer.say(says(await readNewest(), 'github'))
  },
  'a flow at Nango’s page begun before the revocation ends after it': async ({ link, customer, agent }) => {
    await customer.enter()
    const flow = await beginOauth(valueOf(await customer.goOn()))
    await revokeLink(agent, link.id)
    await flow.finish()
  },
  'a flow begun before its customer’s report ends after it': async ({
    customer,
    thief,
    readNewest,
    toForm,
  }) => {
    await thief.enter()
    const flow = await beginOauth(toForm(await tokenOf(thief, 'github')))
    await customer.enter()
    await customer.report()
    await flow.finish()
    await thief.say(says(await readNewest(), 'github'))
  },
  'a token from before its customer’s report': async ({ customer, thief, connect, readNewest }) => {
    await thief.enter()
    const token = await tokenOf(thief)
    await customer.enter()
    await customer.report()
    await connect(token).catch(() => null)
    await thief.say(says(await readNewest()))
  },
  'a session after the end': async ({ link, customer, agent }) => {
    await customer.enter()
    await revokeLink(agent, link.id)
    await customer.session()
    await customer.goOn()
    await customer.say(says('conn_1'))
  },
}
