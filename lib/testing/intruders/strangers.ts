import { rightAnswer, wrongAnswers } from '@/lib/testing/customer-browser'

import { guess, says, type Stories, tokenOf } from './scene'

/** What somebody does who has the link alone, or a cookie of another one. */
export const strangers: Stories = {
  'link passed on; the other one presses Continue and reports a connection': async ({ thief }) => {
    await thief.press()
    await thief.say(says('conn_1'))
  },
  'link passed on; the other one asks for a session before the check': async ({ thief }) => {
    await thief.press()
    await thief.session()
  },
  'link passed on; the other one goes on at Nango’s page before the check': async ({ thief }) => {
    await thief.press()
    await thief.goOn()
  },
  'link passed on; the other one never pressed Continue': async ({ thief }) => {
    await thief.session()
    await thief.goOn()
    await thief.say(says('conn_1'))
  },
  'a connection of another link is reported': async ({ customer, connect, openOther }) => {
    const other = await openOther()
    await other.customer.enter()
    const made = await connect(await tokenOf(other.customer))
    await customer.enter()
    await customer.say(says(made))
  },
  'an unknown connection is reported': async ({ customer }) => {
    await customer.enter()
    await customer.say(says('conn_that_nobody_made'))
  },
  'an integration that the link is not for is reported': async ({ customer }) => {
    await customer.enter()
    await customer.say(says('conn_1', 'github'))
  },
  'the cookie of another link is sent': async ({ thief, openOther }) => {
    const other = await openOther()
    await other.customer.enter()
    thief.takeCookie(other.customer.readCookie())
    await thief.session()
    await thief.goOn()
    await thief.say(says('conn_1'))
  },
  'a made-up cookie is sent': async ({ customer, thief, connect }) => {
    thief.takeCookie('A'.repeat(43))
    await customer.enter()
    const made = await connect(await tokenOf(customer))
    await thief.say(says(made))
  },
  'the check is guessed five times': async ({ thief }) => {
    await thief.press()
    await guess(thief, wrongAnswers)
    await thief.answer(rightAnswer)
    await thief.session()
    await thief.goOn()
  },
  'the check is guessed five times from five browsers': async ({ openAnother }) => {
    for (const answer of wrongAnswers) {
      const one = openAnother()
      await one.press()
      await one.answer(answer)
    }
    const last = openAnother()
    await last.enter()
    await last.goOn()
  },
}
