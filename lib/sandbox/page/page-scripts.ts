/**
 * The script of a customer's page. It takes the token out of the address, as Nango's router does, so that a reload has
 * none; opens the provider in a pop-up straight from the press, before anything else, so that no browser blocks it; and
 * asks how the flow ended. A closed pop-up is noticed only where the link says `detectClosedAuthWindow=true`.
 */
export const connectScript = `'use strict'
if (document.body.dataset.path) history.replaceState(null, '', document.body.dataset.path)
const form = document.querySelector('form[data-popup]')
if (form) {
  const button = form.querySelector('button')
  const label = button.textContent
  const failure = document.querySelector('#failure')
  const start = document.querySelector('#start')
  let round = 0
  const end = (text) => {
    round += 1
    button.disabled = false
    button.textContent = label
    failure.querySelector('[role=alert]').textContent = text
    start.hidden = true
    failure.hidden = false
    failure.querySelector('h1').focus()
  }
  failure.querySelector('button').addEventListener('click', () => {
    failure.hidden = true
    start.hidden = false
    button.focus()
  })
  const isFine = ({ value, dataset, ariaRequired }) =>
    (value.trim() !== '' || ariaRequired !== 'true') &&
    (!dataset.pattern || value.trim() === '' || new RegExp(dataset.pattern).test(value.trim()))
  form.addEventListener('submit', (event) => {
    const fields = [...form.querySelectorAll('input:not([type=hidden])')]
    if (!fields.every(isFine)) return
    event.preventDefault()
    const popup = window.open('', '_blank', 'width=500,height=650')
    if (popup === null) return end(form.dataset.blocked)
    button.disabled = true
    button.textContent = form.dataset.connecting
    const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const address = new URL(form.dataset.popup, location.href)
    for (const { name, value } of fields) address.searchParams.set('params[' + name.replace('config.', '') + ']', value.trim())
    address.searchParams.set('ws_client_id', id)
    popup.location.href = address.href
    round += 1
    void follow(popup, id, round)
  })
  const follow = async (popup, id, own) => {
    while (own === round) {
      const answer = await fetch('/connect-ui/flow/' + id).catch(() => null)
      const outcome = answer && answer.status === 200 ? await answer.json() : null
      if (own !== round) return
      if (outcome && outcome.isGood) return location.replace(form.dataset.done)
      if (outcome) return end(form.dataset.failed)
      if (form.dataset.detect === 'true' && popup.closed) return end(form.dataset.closed)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}
`

/** The script of the pop-up's last page: tells whoever listens, and closes the window half a second after a success. */
export const callbackScript = `'use strict'
const { message, detail } = document.querySelector('main').dataset
const isGood = message === 'nango_oauth_callback_success'
const note = isGood ? { type: message } : { type: message, payload: { message: detail, errorType: 'connection_validation_failed' } }
if (window.opener) window.opener.postMessage(note, '*')
const channel = new BroadcastChannel('nango-oauth-callback')
channel.postMessage(note)
channel.close()
addEventListener('message', ({ data }) => {
  if (data && data.type === 'nango_oauth_callback_ack') window.close()
})
if (isGood) setTimeout(() => window.close(), 500)
`
