/**
 * What the page does in a frame, as Connect UI of Nango 0.71.4 was seen to do; as a top window it does nothing of this.
 *
 * - The first page says `ready`, to any parent (packages/connect-ui/src/lib/events.ts); twice where it does not speak
 *   English, as seen with `lang=fr`.
 * - Without a token in its address it stays blank until somebody sends one, whoever that is: neither `origin` nor `source` is
 *   read, whatever has a `type` is taken, and text or a number ends in a TypeError. What has no token counts as a token that
 *   nobody knows. Later pages hear of none, and after ten seconds the page says that it cannot be opened directly
 *   (packages/connect-ui/src/views/Home.tsx).
 * - The button that closes asks first where something was typed, and says `close`; "Finish" says it, too. The rest is the
 *   parent's work (packages/connect-ui/src/components/HeaderButtons.tsx).
 * - Every form says that it was sent from a frame, so that the server gives the events along.
 *
 * - What connects or fails is told in Nango's shapes: by the server's answer for typed credentials (frame-texts.ts), by the
 *   script of the form for pop-ups (connect-script.ts). A session that went is told for typed credentials alone; an OAuth form
 *   waits on, as the pop-up shows the answer of the API.
 *
 * It differs: blocked storage is a fault to be switched on, whatever the browser blocks. After a refusal the form itself is
 * shown again. As a top window Connect UI sends the events to itself, and this page to nobody. Texts of events are Connect UI's
 * in English, and the page's own in other languages. Where the page would ask another server than Nango Cloud by its `apiURL`,
 * the sandbox takes itself for meant.
 */
export const frameScript = `'use strict'
const isFramed = parent !== window
const tellParent = (event) => {
  if (isFramed) parent.postMessage(event, '*')
}
const addHidden = (form, values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
    form.append(field)
  }
}
const awaitToken = () => {
  const query = new URLSearchParams(location.search)
  const patience = setTimeout(() => document.documentElement.classList.add('given-up'), 10000)
  addEventListener('message', ({ data }) => {
    if (!data || !('type' in data) || data.type !== 'session_token') return
    clearTimeout(patience)
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/connect-ui/' })
    const names = ['apiURL', 'lang', 'theme', 'detectClosedAuthWindow']
    addHidden(form, Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])))
    addHidden(form, { session_token: data.sessionToken ?? '', framed: 'true' })
    document.body.append(form)
    form.submit()
  })
}
const begin = () => {
  const { step, event } = document.body.dataset
  let isTouched = document.querySelector('form[data-touched=true]') !== null
  addEventListener('input', () => { isTouched = true })
  addEventListener('submit', ({ target }) => addHidden(target, { framed: 'true' }), true)
  addEventListener('click', ({ target }) => {
    if (!target.closest('[data-leave]')) return
    if (!isTouched || confirm('Are you sure you want to leave?')) tellParent({ type: 'close' })
  })
  if (event) tellParent(JSON.parse(event))
  if (step === 'waiting') awaitToken()
  if (step === '') return
  tellParent({ type: 'ready' })
  if (document.documentElement.lang !== 'en') tellParent({ type: 'ready' })
}
if (isFramed) {
  const root = document.documentElement
  root.classList.add('framed')
  if (root.matches('[data-faults~=storage-blocked]'))
    throw new DOMException("Failed to read the 'sessionStorage' property from 'Window': Access is denied for this document.", 'SecurityError')
  addEventListener('DOMContentLoaded', begin)
}
`
