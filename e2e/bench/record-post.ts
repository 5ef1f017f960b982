import { randomUUID } from 'node:crypto'
import { Agent, request as send } from 'node:http'

import type { Browser } from 'playwright'

import { fillLinkForm } from '../fixtures/link-form'
import { signInWithOidc } from '../fixtures/sign-in'

/** Posts the New link form once more, as the browser did, with another intent key; resolves to the status. */
export type Post = (intentKey?: string) => Promise<number>

/** Makes one link in a browser and keeps its request, to be sent again as another intent of the same person. */
export async function recordPost(browser: Browser, origin: string): Promise<Post> {
  const page = await (await browser.newContext({ baseURL: origin })).newPage()
  await page.goto('/')
  await signInWithOidc(page, 'ada@example.com')
  await fillLinkForm(page, { customerId: 'user_42', integrations: ['GitHub'] })
  const recorded = page.waitForRequest((request) => 'next-action' in request.headers())
  await page.getByRole('button', { name: 'Create link' }).click()
  const request = await recorded
  await page.getByRole('region', { name: 'Connect link' }).waitFor()
  const headers = await request.allHeaders()
  const body = (request.postDataBuffer() ?? Buffer.alloc(0)).toString('latin1')
  await page.context().close()
  return toPost(origin, headers, body)
}

const keyName = /name="[_\d]*intentKey"\r\n\r\n(?<key>[0-9a-f-]{36})/

function toPost(origin: string, headers: Record<string, string>, body: string): Post {
  const key = keyName.exec(body)?.groups?.['key']
  if (!key) throw new Error('the recorded request has no intent key')
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const kept = Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !name.startsWith(':') && !['content-length', 'accept-encoding'].includes(name),
    ),
  )
  return (intentKey = randomUUID()) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.from(body.replaceAll(key, intentKey), 'latin1')
      const request = send(
        new URL('/', origin),
        { method: 'POST', agent, headers: { ...kept, 'content-length': bytes.length } },
        (response) => {
          let answer = ''
          response.on('data', (chunk: Buffer) => {
            answer += chunk.toString('latin1')
          })
          // A refusal of ours is a 200 as well: only a card is a success.
          response.on('end', () =>
            resolve(answer.includes('"remainingMs"') ? (response.statusCode ?? 0) : 599),
          )
        },
      )
      request.on('error', reject)
      request.end(bytes)
    })
}
