import Nango, { type ConnectUI, type ConnectUIProps } from '@nangohq/frontend'

type Heard = { data: unknown; origin: string; isFromFrame: boolean }

const heard: Heard[] = []
let ui: ConnectUI | null = null

const frame = () => document.querySelector('iframe')

addEventListener('message', ({ data, origin, source }) => {
  heard.push({ data, origin, isFromFrame: source !== null && source === frame()?.contentWindow })
})

/** Opens Connect UI as Nango's own package does. */
function open(props: ConnectUIProps): void {
  ui = new Nango().openConnectUI(props)
}

/** Gives the package another token, which it sends at once. */
function giveToken(token: string): void {
  ui?.setSessionToken(token)
}

/** A frame of one's own, to which nothing is sent but by `post`. */
function place(src: string): void {
  document.body.innerHTML = ''
  const element = document.createElement('iframe')
  element.src = src
  element.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0'
  document.body.append(element)
}

function post(messages: unknown[]): void {
  for (const message of messages) frame()?.contentWindow?.postMessage(message, '*')
}

export const embed = { heard, open, giveToken, place, post, isOpen: () => frame() !== null }

Object.assign(globalThis, { embed })
