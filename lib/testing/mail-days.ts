import { eq } from 'drizzle-orm'
import { beforeEach } from 'vitest'

import { dayMs } from '@/lib/core/time'
import { links } from '@/lib/db/schema'
import { mails } from '@/lib/db/schema-handoff'
import { readLink } from '@/lib/links/read'
import { remindCustomers } from '@/lib/messages/remind'

import { makeHandoff } from './customer-browser'
import { type MailDesk, useMailDesk } from './mail-desk'
import { valueOf } from './test-desk'
import { useTestSettings } from './test-settings'

const openDays = (world: MailDesk) => {
  /** From here to a moment of the desk's clock. */
  let now = Date.now()
  const goTo = (at: string | Date) => {
    const ms = new Date(at).getTime()
    world.desk.advance(ms - now)
    now = ms
  }
  return {
    now: () => now,
    goTo,
    begin: (at: string) => {
      now = Date.now()
      goTo(at)
      useTestSettings({ ...world.settings, DESK_TIME_ZONE: 'Europe/Berlin' })
    },
    /** What staff see of the mails about a link. */
    mailOf: async (id: string) => valueOf(await readLink(world.agent, id)).link.mail,
    /** A link that is mailed now, whose customer is to be reminded. */
    mailed: async (worksFor: '3d' | '7d' = '7d') => {
      const made = await makeHandoff(world.agent, { worksFor })
      // Nango's clock stays where it is: by that one the link does not end here.
      const endsAt = new Date(now + (worksFor === '7d' ? 7 : 3) * dayMs)
      const expiresAt = new Date(Date.now() + 30 * dayMs)
      await world.db.update(links).set({ endsAt, expiresAt }).where(eq(links.id, made.id))
      valueOf(await world.send(made.id, { withReminders: true }))
      return made
    },
    /** Lets days pass in steps, and sends in each what the one before has queued; returns when reminders were queued, in Berlin. */
    live: async (days: number, stepMs: number) => {
      const seen: string[] = []
      let [queued, isNew] = [await world.db.$count(mails), true]
      for (let passed = 0; passed < days * dayMs; passed += stepMs) {
        if (isNew) await world.deliver()
        goTo(new Date(now + stepMs))
        await remindCustomers(world.desk.deskCtx())
        const count = await world.db.$count(mails)
        isNew = count > queued
        if (isNew) seen.push(local(new Date(now)))
        queued = count
      }
      return seen
    },
  }
}

const local = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    day: 'numeric',
  }).format(at)

/** A desk that mails, and a clock of its own, which goes where a test wants it. */
export function useMailDays() {
  const world = useMailDesk()
  const days = openDays(world)
  beforeEach(() => {
    world.desk.reset()
  })
  return { world, ...days }
}
