import { request } from 'node:http'

import { signWebhook } from '../webhooks/sender'
import { type Answer, canonicalJson, compareAnswers, type Comparison, endpointOf } from './compare-answers'
import type { Exchange, RecordedWebhook, Sample } from './read-sample'
import { jsonOf } from './recorded'
import { type RecordedWorld, recordedKeys, startRecordedWorld } from './recorded-world'

/** One exchange or webhook of a sample, replayed. */
export type Replayed = Comparison & { endpoint: string }

/** Sends every recorded call to a sandbox in the recorded state, step by step, and compares what comes back and out. */
export async function replaySample(sample: Sample): Promise<Replayed[]> {
  const world = await startRecordedWorld(sample)
  try {
    const names = new Map<string, string>()
    const replayed: Replayed[] = []
    let last: Exchange | undefined
    for (const item of sample.items) {
      if (item.kind === 'note') await obeyNote(world, item.text, last)
      if (item.kind === 'webhook') replayed.push(compareWebhook(world, item.webhook, names))
      if (item.kind === 'exchange') {
        last = item.exchange
        replayed.push(await replayExchange(world, item.exchange, names))
      }
    }
    return replayed
  } finally {
    await world.close()
  }
}

const replayExchange = async (
  world: RecordedWorld,
  exchange: Exchange,
  names: Map<string, string>,
): Promise<Replayed> => {
  const { clock, receiver, sandbox } = world
  const date = exchange.response.headers['date']
  // Records have whole seconds; the clock never goes back behind a step of its own.
  if (date !== undefined) clock.nowMs = Math.max(clock.nowMs + 1, Date.parse(date))
  receiver.received.length = 0
  if (exchange.response.status === 429) await useUp(world, exchange)
  nameUntold(world, exchange.path, names)
  const own = (text: string) => world.toOwn(rename(text, names))
  const got = await send(world.origin, {
    method: exchange.method,
    path: own(exchange.path),
    headers: Object.fromEntries(Object.entries(exchange.headers).map(([key, value]) => [key, own(value)])),
    body: own(exchange.body),
  })
  await sandbox.settled()
  const produced = {
    ...got,
    body: world.toRecorded(got.body),
    headers: mapValues(got.headers, world.toRecorded),
  }
  learnNames(names, exchange.response, got)
  return {
    endpoint: endpointOf(exchange.method, exchange.path),
    ...compareAnswers(exchange.response, produced),
  }
}

/** A connection that a callback created and no record named: it is the newest. */
const nameUntold = ({ sandbox }: RecordedWorld, path: string, names: Map<string, string>): void => {
  const [, id] = /^\/connections\/([0-9a-f-]{36})\?/.exec(path) ?? []
  const { connections } = sandbox.runtime.store
  if (id === undefined || names.has(id) || connections.some(({ connectionId }) => connectionId === id)) return
  const newest = connections.at(-1)?.connectionId
  if (names.size > 0 && newest !== undefined) names.set(id, newest)
}

type Call = { method: string; path: string; headers: Record<string, string>; body: string }

/** A plain request, so that the path arrives as it was written. */
const send = (origin: string, { method, path, headers, body }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const sending = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([key, value]) => [key, [value].flat().join(', ')]),
          ),
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sending.on('error', reject)
    sending.end(method === 'GET' || body === '' ? undefined : body)
  })

/** Calls that a record of an exhausted limit does not show. */
const useUp = async (world: RecordedWorld, { headers }: Exchange): Promise<void> => {
  for (let count = 0; count < world.limit; count += 1) {
    const authorization = headers['authorization'] ?? ''
    await send(world.origin, { method: 'GET', path: '/integrations', headers: { authorization }, body: '' })
  }
}

/** Things that were done outside the API. */
const obeyNote = async (world: RecordedWorld, text: string, last: Exchange | undefined): Promise<void> => {
  const [, count] = /^NOTE (\d+) more calls/.exec(text) ?? []
  for (let index = 0; index < Number(count ?? 0); index += 1) {
    const headers = { authorization: `Bearer ${recordedKeys.second}` }
    await send(world.origin, { method: 'GET', path: '/integrations/github', headers, body: '' })
  }
  const { store } = world.sandbox.runtime
  if (text.includes('30 minutes pass')) {
    for (const session of store.sessions.values()) session.expiresAt = new Date(world.clock.nowMs)
  }
  if (text.includes('the key is deleted'))
    store.keys.delete(last?.headers['authorization']?.replace('Bearer ', '') ?? '')
}

const compareWebhook = (
  world: RecordedWorld,
  wanted: RecordedWebhook,
  names: Map<string, string>,
): Replayed => {
  const got = world.receiver.received.shift()
  const recorded = wanted && { path: wanted.path, body: canonicalJson(wanted.body) }
  const produced = got ? { path: got.path, body: canonicalJson(world.toRecorded(got.body)) } : null
  if (wanted && got) learnNames(names, { body: wanted.body, headers: {} }, { body: got.body, headers: {} })
  const key = world.sandbox.runtime.sender.signingKey()
  const isSigned =
    got === undefined ||
    got.headers['x-nango-hmac-sha256'] === signWebhook(got.body, key)['X-Nango-Hmac-Sha256']
  const isEqual = JSON.stringify(recorded) === JSON.stringify(produced) && isSigned
  return { endpoint: 'webhook', verdict: isEqual ? 'equal' : 'different', recorded, produced }
}

const named = new Set(['token', 'connectionId', 'connection_id'])
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Told = Pick<Answer, 'headers' | 'body'>

/** Remembers which produced token, id and state stands for which recorded one. */
const learnNames = (names: Map<string, string>, recorded: Told, produced: Told): void => {
  pair(names, jsonOf(recorded.body), jsonOf(produced.body))
  const [was, is] = [recorded, produced].map(
    ({ headers }) => /[?&]state=([^&]+)/.exec(headers['location'] ?? '')?.[1],
  )
  if (was !== undefined && is !== undefined && uuid.test(was)) names.set(was, is)
}

const pair = (names: Map<string, string>, was: unknown, is: unknown, key = ''): void => {
  if (typeof was === 'string' && typeof is === 'string') {
    if (named.has(key) && isName(was)) names.set(was, is)
    return
  }
  if (!isObject(was) || !isObject(is)) return
  const got = new Map(Object.entries(is))
  for (const [name, value] of Object.entries(was)) pair(names, value, got.get(name), name)
}

const isName = (text: string): boolean => uuid.test(text) || text.startsWith('nango_connect_session_')

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const rename = (text: string, names: Map<string, string>): string =>
  [...names].reduce((done, [was, is]) => done.replaceAll(was, is), text)

const mapValues = (
  record: Record<string, string>,
  change: (text: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
