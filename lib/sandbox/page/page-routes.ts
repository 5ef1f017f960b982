import { type Context, Hono } from 'hono'

import { findIntegration, findOAuth } from '../model/store'
import type { SandboxRuntime } from '../runtime'
import { callbackScript, styleSheet } from './assets'
import { doneScreen, type PageInput, showScreen, submitForm, viewOf } from './connect-page'
import { connectScript } from './connect-script'
import { frameScript } from './frame-script'
import { oauthCallback } from './oauth-callback'
import { pageHeaders } from './page-headers'
import { noticeScreen, providerScreen } from './screens'

/** The hosted page in the place of Connect UI, with the provider in a pop-up; without scripts it goes there itself. */
export function pageRoutes(runtime: SandboxRuntime): Hono {
  const pages = new Hono()
  const unframed = pageHeaders("frame-ancestors 'none'")
  pages.use('/connect-ui/*', pageHeaders())
  pages.use('/imitated-provider/*', unframed)
  pages.use('/oauth/*', unframed)
  serveFile(pages, '/connect-ui/style.css', 'text/css', styleSheet)
  serveFile(pages, '/connect-ui/connect.js', 'text/javascript', connectScript)
  serveFile(pages, '/connect-ui/frame.js', 'text/javascript', frameScript)
  serveFile(pages, '/connect-ui/callback.js', 'text/javascript', callbackScript)
  pages.get('/connect-ui/done', (c) => showDone(runtime, c))
  pages.get('/connect-ui/', (c) => showScreen(runtime, c, c.req.query()))
  pages.post('/connect-ui/', async (c) => showScreen(runtime, c, await readForm(c)))
  // Where a page stands after it took the token out of its address: a reload finds none.
  pages.on('GET', ['/connect-ui/go', '/connect-ui/integrations'], (c) => showScreen(runtime, c, {}))
  pages.get('/connect-ui/connect', (c) => c.redirect('/connect-ui/', 303))
  pages.post('/connect-ui/connect', async (c) => submitForm(runtime, c, await readForm(c)))
  pages.get('/connect-ui/flow/:id', (c) => {
    const outcome = runtime.store.outcomes.get(c.req.param('id'))
    return outcome === undefined ? c.body(null, 204) : c.json(outcome)
  })
  pages.get('/imitated-provider/:provider', (c) => showProvider(runtime, c))
  pages.get('/oauth/callback', (c) => oauthCallback(runtime, c))
  return pages
}

const serveFile = (pages: Hono, path: string, type: string, text: string): void => {
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'max-age=60' }
  pages.get(path, (c) => c.body(text, 200, headers))
}

const readForm = async (c: Context): Promise<PageInput> => {
  const entries = Object.entries(await c.req.parseBody())
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const showDone = (runtime: SandboxRuntime, c: Context): Response | Promise<Response> => {
  const query = c.req.query()
  const integration = findIntegration(runtime.store, query['integration'] ?? '')
  return c.html(doneScreen(viewOf(runtime, c, query), integration))
}

/** The fault isolated-provider: the page cuts itself off from its opener, as those of several large providers do. */
const showProvider = (runtime: SandboxRuntime, c: Context): Response | Promise<Response> => {
  const state = c.req.query('state') ?? ''
  const flow = findOAuth(runtime, state)
  const view = viewOf(runtime, c, flow?.language === undefined ? {} : { lang: flow.language })
  const { failedTitle, failedUnknown } = view.texts
  if (runtime.faults.has('isolated-provider')) c.header('Cross-Origin-Opener-Policy', 'same-origin')
  return flow === undefined
    ? c.html(noticeScreen(view, { isGood: false, title: failedTitle, lines: [failedUnknown] }), 400)
    : c.html(providerScreen(view, flow.integration, state))
}
