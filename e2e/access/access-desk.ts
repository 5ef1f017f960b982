import { createHash, randomBytes } from 'node:crypto'

import type { Browser } from 'playwright/test'
import postgres from 'postgres'

import { signInWithOidc } from '../fixtures/sign-in'
import { type DeskApp, startDeskApp } from '../fixtures/start-desk-app'
import { people, type Person, type Subject, type Tool, tools } from './row'

export type AccessDesk = {
  app: DeskApp
  sql: postgres.Sql
  /** What a subject's requests carry. */
  headersOf: (subject: Subject) => Record<string, string>
  /** The id of a person or key. Whoever is signed out stands for the agent. */
  idOf: (subject: Subject) => string
  /** Takes back what ended a subject's session. */
  revive: () => Promise<void>
  close: () => Promise<void>
}

const emailOf = (person: Person) => `${person}@example.com`

/** A desk with one person of each role, one who was disabled after signing in, and API keys of each kind. */
export async function openAccessDesk(browser: Browser, name: string): Promise<AccessDesk> {
  const app = await startDeskApp(name)
  const sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  const cookies = new Map<Subject, string>()
  for (const person of people) cookies.set(person, await signIn(browser, app.origin, emailOf(person)))
  await sql`update staff set role = 'viewer' where email = ${emailOf('viewer')}`
  await sql`update staff set disabled_at = now() where email = ${emailOf('disabled')}`
  const staff = await sql<{ id: string; email: string }[]>`select id, email from staff`
  const staffId = (person: Person) => staff.find(({ email }) => email === emailOf(person))?.id ?? ''
  const keys = new Map<Subject, string>()
  for (const tool of tools) keys.set(tool, await makeKey(sql, tool, staffId('admin')))

  const headersOf = (subject: Subject): Record<string, string> => {
    const [cookie, key] = [cookies.get(subject), keys.get(subject)]
    return { ...(cookie ? { cookie } : {}), ...(key ? { authorization: `Bearer ${key}` } : {}) }
  }
  const idOf = (subject: Subject) => {
    if (subject === 'signed out') return staffId('agent')
    return isTool(subject) ? keyId(subject) : staffId(subject)
  }
  const revive = async () => {
    await sql`update sessions set ended_at = null`
  }
  const close = async () => {
    await sql.end()
    await app.stop()
  }
  return { app, sql, headersOf, idOf, revive, close }
}

const isTool = (subject: Subject): subject is Tool => subject.startsWith('key ')

/** Signs in as a person does, and returns the cookie of the session. */
async function signIn(browser: Browser, origin: string, email: string): Promise<string> {
  const context = await browser.newContext({ baseURL: origin })
  const page = await context.newPage()
  await signInWithOidc(page, email)
  await page.waitForURL(`${origin}/`)
  const session = (await context.cookies(origin)).find(({ name }) => name === 'desk.sessionToken')
  await context.close()
  if (!session) throw new Error(`${email} could not sign in.`)
  return `${session.name}=${session.value}`
}

const keyId = (tool: Tool) => `key_${tool.slice('key '.length).toUpperCase().padEnd(26, '0')}`

/** Stores a key and returns it. Revoked and expired ones had every scope. */
async function makeKey(sql: postgres.Sql, tool: Tool, creator: string): Promise<string> {
  const key = `cdk_${randomBytes(32).toString('base64url')}`
  const word = tool.slice('key '.length)
  const isOver = word === 'revoked' || word === 'expired'
  await sql`insert into api_keys ${sql({
    id: keyId(tool),
    name: tool,
    hash: createHash('sha256').update(key).digest('hex'),
    ending: key.slice(-4),
    scopes: sql.json(isOver ? ['create', 'read', 'revoke'] : [word]),
    created_at: new Date(),
    created_by: creator,
    expires_at: word === 'expired' ? new Date(Date.now() - 1_000) : null,
    revoked_at: word === 'revoked' ? new Date() : null,
  })}`
  return key
}
