import type { ConnectUIEvent } from '@nangohq/frontend'

import type { Language } from '@/lib/core/language'
import type { SessionView } from '@/lib/visits/view'
import { stuckReasonOf, type StuckReason } from '@/lib/visits/words'

/** Where third-party storage is blocked the frame stays blank and silent: not even `ready` comes. */
const readyMs = 4_000
/** After so long without a word from the frame something may be hidden behind a window. */
const slowMs = 60_000
/** Of two errors of one failure the second says nothing new. */
const sameMs = 2_000

export type FrameError = { why: StuckReason; errorType: string; isDenied: boolean }

/** What comes of the frame. After `closed`, `blank` and `over` it is gone. */
export type FrameListener = {
  ready: () => void
  connected: (connection: { integrationKey: string; connectionId: string }) => void
  failed: (error: FrameError) => void
  slow: () => void
  closed: () => void
  blank: () => void
  over: () => void
}

type ErrorEvent = Extract<ConnectUIEvent, { type: 'error' }>

const toError = ({ payload: { errorType, errorMessage } }: ErrorEvent): FrameError => {
  const isDenied = errorMessage.includes('access_denied')
  return { why: stuckReasonOf(errorType, isDenied), errorType, isDenied }
}

/**
 * Shows Nango's Connect UI over this page, in a frame that gets the token by message, and tells the listener what it says. Each session
 * has a frame of its own: a form that stands there ignores a second token. Returns how to take it away.
 */
export async function openFrame(
  session: SessionView,
  language: Language,
  listener: FrameListener,
): Promise<() => void> {
  const { default: Nango } = await import('@nangohq/frontend')
  let timer = setTimeout(() => end(listener.blank), readyMs)
  const over = setTimeout(() => end(listener.over), session.remainingMs)
  let last = { why: '', atMs: 0 }
  const fail = (event: ErrorEvent) => {
    const error = toError(event)
    const isSame = last.why === error.why && Date.now() - last.atMs < sameMs
    last = { why: error.why, atMs: Date.now() }
    if (!isSame) listener.failed(error)
  }
  const onEvent = (event: ConnectUIEvent) => {
    clearTimeout(timer)
    if (event.type === 'ready') {
      timer = setTimeout(listener.slow, slowMs)
      listener.ready()
    } else if (event.type === 'error') fail(event)
    else if (event.type === 'close') end(listener.closed)
    else if (event.type === 'connect') {
      const { providerConfigKey, connectionId } = event.payload
      close()
      listener.connected({ integrationKey: providerConfigKey, connectionId })
    }
  }
  const ui = new Nango({ connectSessionToken: session.token }).openConnectUI({
    sessionToken: session.token,
    baseURL: session.connectUrl,
    ...(session.apiUrl !== null && { apiURL: session.apiUrl }),
    lang: language,
    onEvent,
  })
  const close = () => {
    clearTimeout(timer)
    clearTimeout(over)
    ui.close()
  }
  const end = (said: () => void) => {
    close()
    said()
  }
  makeRoom()
  return close
}

/** The frame covers the whole page: it leaves room for our own line above it, which says what is wrong and closes it. */
const makeRoom = () => {
  const frame = document.querySelector<HTMLIFrameElement>('iframe#connect-ui')
  if (!frame) return
  frame.title = 'Nango'
  Object.assign(frame.style, {
    top: 'var(--connect-top)',
    height: 'calc(100dvh - var(--connect-top))',
    border: '0',
  })
  frame.focus()
}
