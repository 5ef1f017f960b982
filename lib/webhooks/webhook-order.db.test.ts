import { createHash } from 'node:crypto'

import { asc, eq } from 'drizzle-orm'
import { array, assert, asyncProperty, constantFrom, infiniteStream, nat, record } from 'fast-check'
import { expect, it } from 'vitest'

import { linkAlarms, links } from '@/lib/db/schema'
import { catchUp } from '@/lib/links/catch-up'
import { createLink } from '@/lib/links/create'
import { revokeLink } from '@/lib/links/revoke'
import { connectByApiKey, connectUnauthenticated } from '@/lib/testing/connect-by'
import { countOf } from '@/lib/testing/evidence'
import { linkInput } from '@/lib/testing/test-desk'
import { usePostedDesk } from '@/lib/testing/use-test-desk'

import { receiveWebhook } from './receive'

const { desk, agent, nangosPost } = usePostedDesk({ agent: 'agent' })

const integrations = ['private-api-bearer', 'demo-unauthenticated'] as const

/** One thing that happens, to one of the links of a run; `pick` chooses among what is there. */
const step = record({
  what: constantFrom('connect', 'connect', 'other', 'revoke', 'forge', 'deliver', 'deliver', 'drop', 'poll'),
  link: nat(3),
  pick: nat(1000),
})

const replays = 5
const eventsPerRun = 40
const runs = countOf(1, 25)
const seed = Date.now() % 2 ** 31

const make = async (several: boolean) => {
  const input = linkInput({ integrations: several ? [...integrations] : [integrations[0]] })
  const made = await createLink(agent, input)
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}

type Run = { made: Awaited<ReturnType<typeof make>>[]; post: string[]; delivered: number }

const deliver = async ({ post }: Run, pick: number) => {
  const body = post[pick % Math.max(1, post.length)]
  if (body === undefined) return
  const bodyHash = createHash('sha256').update(body).digest('hex')
  await receiveWebhook(desk.deskCtx(), { body: JSON.parse(body), bodyHash })
}

/** What a customer does may be too late: then Nango refuses, and nothing has happened. */
const attempt = async (work: Promise<void>) => {
  const before = nangosPost.received.length
  const worked = await work.then(
    () => true,
    () => false,
  )
  if (worked) await expect.poll(() => nangosPost.received.length, { interval: 2 }).toBeGreaterThan(before)
}

const forged = (linkId: string, pick: number) =>
  JSON.stringify({
    type: 'auth',
    operation: 'creation',
    success: pick % 4 > 0,
    connectionId: `made-up-${pick}`,
    providerConfigKey: integrations[0],
    tags: { connect_link_id: linkId },
  })

const happen = async (run: Run, { what, link, pick }: { what: string; link: number; pick: number }) => {
  const target = run.made[link]
  if (!target) return
  const seen = nangosPost.received.length
  if (what === 'connect') await attempt(connectByApiKey(target.url))
  else if (what === 'other') await attempt(connectUnauthenticated(target.url))
  else if (what === 'revoke') await revokeLink(agent, target.link.id)
  else if (what === 'forge') run.post.push(forged(target.link.id, pick))
  else if (what === 'deliver') await deliver(run, pick)
  else if (what === 'drop') run.post.splice(pick % Math.max(1, run.post.length), 1)
  else {
    await desk.letAskAgain()
    await catchUp(desk.deskCtx())
  }
  run.post.push(...nangosPost.received.slice(seen).map(({ body }) => body))
}

const atNango = async (linkId: string) => {
  const answer = await agent.nango.sdk.listConnections({ tags: { connect_link_id: linkId }, limit: 100 })
  return answer.connections.map((one) => one.provider_config_key)
}

/** What is stored of a link, beside what it should be after all that is true at Nango. */
const compare = async ({ link }: { link: { id: string; integrations: { key: string }[] } }) => {
  const [stored] = await agent.db.select().from(links).where(eq(links.id, link.id))
  const alarms = await agent.db
    .select()
    .from(linkAlarms)
    .where(eq(linkAlarms.linkId, link.id))
    .orderBy(asc(linkAlarms.at))
  const truth = await atNango(link.id)
  const wanted = link.integrations.map(({ key }) => key)
  const isComplete = wanted.every((key) => truth.includes(key))
  const distinct = wanted.filter((key) => truth.includes(key)).length
  return {
    isRight:
      (stored?.state === 'connected') === isComplete &&
      alarms.length === truth.length - distinct &&
      (stored?.state === 'active') === (stored?.sealedToken !== null),
    state: stored?.state,
    alarms: alarms.length,
    truth,
  }
}

it(
  `webhooks shuffled, replayed, forged and lost never say anything but what Nango's API says (seed ${seed})`,
  async () => {
    let delivered = 0
    await assert(
      asyncProperty(
        array(step, { minLength: eventsPerRun, maxLength: eventsPerRun }),
        infiniteStream(nat(10_000)),
        async (steps, picks) => {
          const run: Run = {
            made: [await make(false), await make(true), await make(false), await make(true)],
            post: [],
            delivered: 0,
          }
          for (const one of steps) await happen(run, one)
          await desk.letAskAgain()
          await catchUp(desk.deskCtx())
          for (let n = 0; n < eventsPerRun * replays; n += 1) {
            await deliver(run, picks.next().value ?? 0)
            delivered += 1
          }
          const wrong = (await Promise.all(run.made.map(compare))).filter(({ isRight }) => !isRight)
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: runs, seed, endOnFailure: true },
    )
    expect(delivered).toBe(runs * eventsPerRun * replays)
  },
  runs * 60_000,
)
