import { type Context, Hono } from 'hono'

import { findIntegration } from '../model/catalogue'
import { peekOAuth } from '../model/oauth-state'
import type { SandboxRuntime } from '../runtime'
import { noticeScreen } from './notice-screen'
import { oauthCallback } from './oauth-callback'
import { pageHeaders } from './page-headers'
import { providerScreen } from './provider-screen'
import { type PageInput, showScreen, viewOf } from './show-screen'
import { styleSheet } from './style-sheet'
import { submitForm } from './submit-form'

/** The hosted page in the place of Connect UI: links and form posts, no scripts. */
export function pageRoutes(runtime: SandboxRuntime): Hono {
  const pages = new Hono()
  pages.use('/connect-ui/*', pageHeaders)
  pages.use('/imitated-provider/*', pageHeaders)
  pages.use('/oauth/callback', pageHeaders)
  pages.get('/connect-ui/style.css', (c) =>
    c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=60' }),
  )
  pages.get('/connect-ui/done', showDone)
  pages.get('/connect-ui/', (c) => showScreen(runtime, c, c.req.query()))
  pages.post('/connect-ui/', async (c) => showScreen(runtime, c, await readForm(c)))
  pages.get('/connect-ui/connect', (c) => c.redirect('/connect-ui/', 303))
  pages.post('/connect-ui/connect', async (c) => submitForm(runtime, c, await readForm(c)))
  pages.get('/imitated-provider/:provider', (c) => showProvider(runtime, c))
  pages.get('/oauth/callback', (c) => oauthCallback(runtime, c, c.req.query()))
  return pages
}

async function readForm(c: Context): Promise<PageInput> {
  const entries = Object.entries(await c.req.parseBody())
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function showDone(c: Context): Response | Promise<Response> {
  const query = c.req.query()
  const view = viewOf(c, query)
  const { successTitle, successText, closeTab } = view.texts
  const name = findIntegration(query['integration'] ?? '')?.displayName
  const lines = name === undefined ? [closeTab] : [successText(name), closeTab]
  return c.html(noticeScreen(view, { isGood: true, title: successTitle, lines }))
}

function showProvider(runtime: SandboxRuntime, c: Context): Response | Promise<Response> {
  const state = c.req.query('state') ?? ''
  const flow = peekOAuth(runtime, state)
  const view = viewOf(c, flow?.language === undefined ? {} : { lang: flow.language })
  const { failedTitle, failedUnknown } = view.texts
  return flow === undefined
    ? c.html(noticeScreen(view, { isGood: false, title: failedTitle, lines: [failedUnknown] }), 400)
    : c.html(providerScreen(view, flow.integration, state))
}
