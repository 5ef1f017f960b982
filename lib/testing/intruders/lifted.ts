import { beginOauth } from '@/lib/testing/connect-by'
import { integration } from '@/lib/testing/connect-customer'
import { wrongAnswers } from '@/lib/testing/customer-browser'

import { guess, says, type Stories, tokenOf } from './scene'

/** What somebody does who took the token out of the customer's page. */
export const lifted: Stories = {
  'token lifted out of the page, connected elsewhere': async ({ customer, connect }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
  },
  'token lifted out of the page before the check was passed by its holder': async ({
    customer,
    thief,
    connect,
  }) => {
    await customer.enter()
    await thief.press()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the thief says so with no cookie': async ({ customer, thief, connect }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the thief says so after a guessed check': async ({ customer, thief, connect }) => {
    await customer.enter()
    await thief.press()
    await guess(thief, wrongAnswers.slice(0, 3))
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'token lifted, the customer’s page hears of another connection': async ({ customer, connect }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    await customer.say(says('conn_other'))
  },
  'token lifted, the customer’s page asks how far it is': async ({ customer, connect }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    await customer.say({ type: 'poll' })
    await customer.say({ type: 'ready', integrationKey: integration })
    await customer.say({ type: 'close', integrationKey: integration })
  },
  'token lifted, and the customer goes on at Nango’s page later': async ({ customer, connect }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    await customer.goOn()
  },
  'a flow begun with a lifted token ends after the customer went on at Nango’s page': async ({
    customer,
    toForm,
  }) => {
    await customer.enter()
    const flow = await beginOauth(toForm(await tokenOf(customer, 'github')))
    await customer.goOn()
    await flow.finish()
  },
  'a flow begun with a lifted token, while another device goes on at Nango’s page': async ({
    customer,
    thief,
    toForm,
  }) => {
    await customer.enter()
    const flow = await beginOauth(toForm(await tokenOf(customer, 'github')))
    await thief.enter()
    await thief.goOn()
    await flow.finish()
  },
  'token lifted, and another device that passed says so': async ({ customer, thief, connect }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await thief.enter()
    await connect(token).then(
      (made) => thief.say(says(made)),
      () => thief.say(says('conn_1')),
    )
  },
  'a second tab of another device reports the first one’s connection': async ({
    customer,
    thief,
    connect,
  }) => {
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.enter()
    await thief.say(says(made))
  },
  'the cookie of another link is sent with a connection made by a lifted token': async ({
    customer,
    thief,
    connect,
    openOther,
  }) => {
    const other = await openOther()
    await other.customer.enter()
    thief.takeCookie(other.customer.readCookie())
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'replayed after success: the page reports the thief’s second connection': async ({
    customer,
    connect,
    catchUp,
  }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    await catchUp()
    await customer.say(says(await connect(token).catch(() => 'conn_1')))
  },
  'the thief is first, and the customer reports their own second one': async ({
    customer,
    connect,
    catchUp,
  }) => {
    await customer.enter()
    const token = await tokenOf(customer)
    await connect(token)
    const own = await connect(token)
    await catchUp()
    await customer.say(says(own))
  },
  'errors and closings are told as if they were successes': async ({ customer, connect }) => {
    await customer.enter()
    await connect(await tokenOf(customer))
    for (const errorType of ['connect', 'success', 'constructor', '__proto__'])
      await customer.say({ type: 'error', integrationKey: integration, errorType, isDenied: false })
    await customer.say({ type: 'no_frame', integrationKey: integration })
    await customer.say({ type: 'session_over', integrationKey: integration })
  },
}
