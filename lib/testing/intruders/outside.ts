import { linkTag, visitTag } from '@/lib/core/customer-fields'
import { rightAnswer } from '@/lib/testing/customer-browser'

import { says, type Stories } from './scene'

/** What somebody writes at Nango who has its key. */
export const outside: Stories = {
  'a connection made outside with a copied link tag': async ({ link, customer, importTagged }) => {
    await customer.enter()
    await importTagged({ [linkTag]: link.id })
  },
  'a connection made outside with a copied link tag, reported by the page': async ({
    link,
    customer,
    importTagged,
  }) => {
    await customer.enter()
    await customer.say(says(await importTagged({ [linkTag]: link.id })))
  },
  'a connection made outside with both tags copied': async ({ link, customer, importTagged }) => {
    await customer.enter()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a visit of another link': async ({
    link,
    customer,
    importTagged,
    openOther,
  }) => {
    const other = await openOther()
    await other.customer.enter()
    const made = await importTagged({
      [linkTag]: link.id,
      [visitTag]: (await other.customer.visitId()) ?? '',
    })
    await other.customer.say(says(made))
    await customer.enter()
    await customer.say(says(made))
  },
  'a connection made outside with the tag of a visit that went on, of another link': async ({
    link,
    importTagged,
    openOther,
  }) => {
    const other = await openOther()
    await other.customer.enter()
    await other.customer.goOn()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await other.customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a page that also went on': async ({
    link,
    customer,
    importTagged,
  }) => {
    await customer.enter()
    await customer.goOn()
    await importTagged({ [linkTag]: link.id, [visitTag]: (await customer.visitId()) ?? '' })
  },
  'a connection made outside with the tag of a visit before its check': async ({
    link,
    thief,
    importTagged,
  }) => {
    await thief.press()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: (await thief.visitId()) ?? '' })
    await thief.say(says(made))
  },
  'a connection made outside with the tag of the trial session': async ({ link, customer, importTagged }) => {
    await customer.enter()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: `vis_${'0'.repeat(26)}` })
    await customer.say(says(made))
  },
  'a connection made outside with a visit’s tag of no visit': async ({ link, customer, importTagged }) => {
    await customer.enter()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: "vis_x' or '1'='1" })
    await customer.say(says(made))
  },
  'the visit passes only after a connection with its tag was reported': async ({
    link,
    thief,
    importTagged,
  }) => {
    await thief.press()
    const made = await importTagged({ [linkTag]: link.id, [visitTag]: (await thief.visitId()) ?? '' })
    await thief.say(says(made))
    await thief.answer(rightAnswer)
  },
}
