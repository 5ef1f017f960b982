import type { Context } from 'hono'

import type { Html } from './page-view'

/** A page as Nango's server labels it. */
export async function answerPage(c: Context, page: Html, status: 200 | 400 | 404): Promise<Response> {
  return c.body(String(await page), status, { 'Content-Type': 'text/html; charset=utf-8' })
}
