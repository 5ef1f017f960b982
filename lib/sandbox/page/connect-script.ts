/**
 * The script of a customer's page. It takes the token out of the address, as Nango's router does, so that a reload has
 * none; opens the provider in a pop-up straight from the press, before anything else, so that no browser blocks it; and
 * asks how the flow ended. A closed pop-up is noticed only where the link says `detectClosedAuthWindow=true`. In a frame the
 * parent hears how the flow ended, and of a failure twice where the pop-up reports it as well: the pop-up comes second, and
 * is answered, so that it closes (packages/connect-ui/src/views/Go.tsx).
 */
export const connectScript = `'use strict'
if (document.body.dataset.path) history.replaceState(null, '', document.body.dataset.path)
const form = document.querySelector('form[data-popup]')
const arePopupsBlocked = document.documentElement.matches('[data-faults~=popup-blocked]')
if (form) {
  const button = form.querySelector('button')
  const label = button.textContent
  const failure = document.querySelector('#failure')
  const start = document.querySelector('#start')
  const notices = JSON.parse(form.dataset.notices)
  let round = 0
  let settleFailure
  let firstFailure = null
  const end = (text, errorType, errorMessage = notices[errorType]) => {
    tellParent({ type: 'error', payload: { errorType, errorMessage } })
    settleFailure?.()
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
    const popup = arePopupsBlocked ? null : window.open('', '_blank', 'width=500,height=650')
    if (popup === null) return end(form.dataset.blocked, 'blocked_by_browser')
    firstFailure = new Promise((resolve) => { settleFailure = resolve })
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
  if (isFramed) addEventListener('message', async ({ data, origin, source }) => {
    if (origin !== location.origin || data?.type !== 'nango_oauth_callback_error') return
    await firstFailure
    const { message } = data.payload
    tellParent({ type: 'error', payload: { errorType: 'connection_validation_failed', errorMessage: message } })
    source.postMessage({ type: 'nango_oauth_callback_ack' }, origin)
  })
  const follow = async (popup, id, own) => {
    while (own === round) {
      const answer = await fetch('/connect-ui/flow/' + id).catch(() => null)
      const outcome = answer && answer.status === 200 ? await answer.json() : null
      if (own !== round) return
      if (outcome && outcome.isGood) {
        const { providerConfigKey, connectionId } = outcome
        tellParent({ type: 'connect', payload: { providerConfigKey, connectionId, isPending: false } })
        return location.replace(form.dataset.done)
      }
      if (outcome) return end(form.dataset.failed, outcome.errorType, outcome.errorMessage)
      if (form.dataset.detect === 'true' && popup.closed) return end(form.dataset.closed, 'window_closed')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}
`
