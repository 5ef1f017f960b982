import 'server-only'
import { hourMs } from '@/lib/core/time'
import { dayOf, dayStart, instantAt, nextDay, wallOf } from '@/lib/core/zone'
import type { DeskCtx } from '@/lib/ctx'
import type { Db } from '@/lib/db/open'
import { settings } from '@/lib/settings/env'

import {
  endReminders,
  findDueReminders,
  hasReminderSince,
  moveReminder,
  type Reminder,
  replaceReminders,
  settleReminder,
} from './store/reminders'
import { findEnd } from './store/wanted'

export type { Reminder }

/** When reminders go out after the first mail, in days. */
const afterDays = [1, 3, 5]
/** When people work, in minutes of the day by their clocks; Monday is 1. */
const opens = 9 * 60
const closes = 17 * 60
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
/** So short before its end no reminder is planned, and none goes out that is late. */
const leastLeftMs = 2 * hourMs
const leastLateMs = hourMs

type Wall = ReturnType<typeof wallOf>

/** The first time at or after a time by the clocks at which people work. */
const toWorking = ({ day, minutes }: Wall): Wall => {
  if (isWeekend(day) || minutes >= closes) return toWorking({ day: nextDay(day), minutes: opens })
  return { day, minutes: Math.max(minutes, opens) }
}

const addDays = (day: string, count: number): string => (count === 0 ? day : addDays(nextDay(day), count - 1))

/** The next instant at which people work in a zone: the given one, if they do. */
export function planFrom(at: Date, zone: string): Date {
  const wall = wallOf(at, zone)
  const working = toWorking(wall)
  return working.day === wall.day && working.minutes === wall.minutes
    ? at
    : instantAt(working.day, working.minutes, zone)
}

/**
 * When a link that is mailed at an instant and works until another one is reminded of: after 1, 3 and 5 days at the same
 * time by the clocks of the zone, on days and at hours at which people work, and on no day twice.
 */
export function planTimes(at: Date, endsAt: Date, zone: string): { number: number; dueAt: Date }[] {
  const { day, minutes } = wallOf(at, zone)
  const walls = afterDays.map((days) => toWorking({ day: addDays(day, days), minutes }))
  return walls
    .map((wall, index) => ({
      number: index + 1,
      isFirstOfDay: walls.findIndex((one) => one.day === wall.day) === index,
      dueAt: instantAt(wall.day, wall.minutes, zone),
    }))
    .filter(({ isFirstOfDay, dueAt }) => isFirstOfDay && dueAt.getTime() + leastLeftMs <= endsAt.getTime())
    .map(({ number, dueAt }) => ({ number, dueAt }))
}

type Planned = {
  linkId: string
  recipient: string
  createdBy: string
  times: { number: number; dueAt: Date }[]
}

/** Plans the reminders of a link, in the transaction of its mail; see `replaceReminders`. */
export function planReminders(tx: Db, { linkId, recipient, createdBy, times }: Planned): Promise<number> {
  const settled = { settledAt: null, settledWhy: null, unsubscribedAt: null }
  const planned = times.map((one) => ({ linkId, recipient, createdBy, ...one, ...settled }))
  return replaceReminders(tx, { linkId, recipient, planned })
}

/**
 * The reminders that are due now and still wanted. One of a link that was opened, ended or is not to be reminded of is
 * settled; one that is late, because no process ran, waits for the next working hour, and on a day that has one already, or
 * while one waits for the mail server, for that of another day.
 */
export async function planDue(ctx: DeskCtx): Promise<Reminder[]> {
  const at = ctx.now()
  const { timeZone } = settings()
  const today = dayOf(at, timeZone)
  const tomorrow = planFrom(dayStart(nextDay(today), timeZone), timeZone)
  const due: Reminder[] = []
  for (const reminder of await findDueReminders(ctx.db, at)) {
    const isSecond =
      due.some(({ linkId }) => linkId === reminder.linkId) ||
      (await hasReminderSince(ctx.db, reminder.linkId, dayStart(today, timeZone)))
    const next = isSecond ? tomorrow : planFrom(at, timeZone)
    const isTooLate = next.getTime() + leastLateMs > (reminder.endsAt?.getTime() ?? 0)
    const end = await findEnd(ctx.db, { ...reminder, kind: 'reminder' }, at)
    if (end !== null || isTooLate) await settleReminder(ctx.db, reminder, end ?? 'too_late', at)
    else if (next > at) await moveReminder(ctx.db, reminder, next)
    else due.push(reminder)
  }
  return due
}

/** A reminder became a mail, or cannot; false when another process was first. In the transaction of its mail. */
export function settlePlanned(tx: Db, reminder: Reminder, why: string | null, at: Date): Promise<boolean> {
  return settleReminder(tx, reminder, why, at)
}

/** Whoever gets the reminders of a link wants no more of them. */
export function stopReminders({ db, now }: DeskCtx, linkId: string): Promise<void> {
  return endReminders(db, linkId, now())
}
