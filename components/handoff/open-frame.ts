import type { ConnectUIEvent } from '@nangohq/frontend'

import type { Language } from '@/lib/core/language'
import { minuteMs } from '@/lib/core/time'
import type { SessionView } from '@/lib/visits/view'
import { mostProviderText, stuckReasonOf, type StuckReason } from '@/lib/visits/words'

/** Where third-party storage is blocked the frame stays blank and silent: not even `ready` comes. */
const readyMs = 4_000
/** After so long without a word from the frame something may be hidden behind a window. */
const slowMs = 60_000
/** Of two errors of one failure the second says nothing new. */
const sameMs = 2_000
/** How often the time of the session is looked at: a timer for the whole of it would be late after the machine slept. */
const tickMs = 5_000

/** How long before a session's end something is done about it; who is asked to do it needs 20 seconds at least (WCAG 2.2.1). */
const aheadMs = 2 * minuteMs

type FrameTime = {
  remainingMs: number
  /** What it was in the beginning. */
  lifeMs: number
  /** Whether somebody was in the frame: then something may be typed there, or they may be at the provider. */
  isTouched: boolean
  isVisible: boolean
}

export type Due = 'renew' | 'ending' | 'over' | null

/**
 * What is due for a frame whose session ends: another one in its place while nobody has done anything in it and somebody looks
 * (`renew`); who has is told that its time is nearly over (`ending`) and that it is (`over`). Null: nothing.
 */
export function dueOf({ remainingMs, lifeMs, isTouched, isVisible }: FrameTime): Due {
  if (remainingMs > Math.min(aheadMs, lifeMs / 2)) return null
  if (isVisible && !isTouched) return 'renew'
  if (remainingMs <= 0) return 'over'
  return isTouched ? 'ending' : null
}

/** Texts as long as the desk takes them. */
export type FrameError = { why: StuckReason; errorType: string; isDenied: boolean; errorMessage: string }

/** What comes of the frame. After `connected`, `closed` and `blank` it is gone. Of its end see `dueOf`. */
export type FrameListener = {
  ready: () => void
  connected: (connection: { integrationKey: string; connectionId: string }) => void
  failed: (error: FrameError) => void
  slow: () => void
  closed: () => void
  blank: () => void
  renew: () => void
  ending: () => void
  over: () => void
}

type ErrorEvent = Extract<ConnectUIEvent, { type: 'error' }>

const toError = ({ payload: { errorType, errorMessage } }: ErrorEvent): FrameError => {
  const isDenied = errorMessage.includes('access_denied')
  return {
    why: stuckReasonOf(errorType, isDenied),
    errorType: errorType.slice(0, 100),
    isDenied,
    errorMessage: errorMessage.slice(0, mostProviderText),
  }
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
  const forgetTime = watchTime(session.remainingMs, showFrame(), listener)
  const close = () => {
    clearTimeout(timer)
    forgetTime()
    ui.close()
  }
  const end = (said: () => void) => {
    close()
    said()
  }
  return close
}

/** The frame covers the whole page: it leaves room for our own line above it, which says what is wrong and closes it. */
const showFrame = () => {
  const frame = document.querySelector<HTMLIFrameElement>('iframe#connect-ui')
  if (!frame) return null
  frame.title = 'Nango'
  Object.assign(frame.style, {
    top: 'var(--connect-top)',
    height: 'calc(100dvh - var(--connect-top))',
    border: '0',
  })
  return frame
}

/**
 * Says what is due when the session of a frame ends; returns how to stop it. Of what is done in the frame this page sees one thing:
 * that it gets the focus, which is why nothing gives it to it.
 */
const watchTime = (lifeMs: number, frame: HTMLIFrameElement | null, listener: FrameListener) => {
  const endsAtMs = Date.now() + lifeMs
  let isTouched = false
  let said: string | null = null
  const notice = () => {
    // A phone opens the provider's page in the place of this one, and need not give a pressed frame the focus.
    const isAway = document.visibilityState === 'hidden' && matchMedia('(pointer: coarse)').matches
    isTouched ||= isAway || document.activeElement === frame
  }
  const tick = () => {
    notice()
    const isVisible = document.visibilityState === 'visible'
    const due = dueOf({ remainingMs: endsAtMs - Date.now(), lifeMs, isTouched, isVisible })
    // Another session may not be had at once: that is tried again.
    if (due === null || (due === said && due !== 'renew')) return
    said = due
    listener[due]()
  }
  const timer = setInterval(tick, tickMs)
  window.addEventListener('blur', notice)
  document.addEventListener('visibilitychange', notice)
  return () => {
    clearInterval(timer)
    window.removeEventListener('blur', notice)
    document.removeEventListener('visibilitychange', notice)
  }
}
