import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { fetchSession, type Refused, tellDesk } from '@/components/handoff/ask-desk'
import { type FrameListener, openFrame } from '@/components/handoff/open-frame'
import type { Language } from '@/lib/core/language'
import type { FrameEvent } from '@/lib/visits/schema'
import type { ProgressView, SessionView, WantedIntegration } from '@/lib/visits/view'
import type { StuckReason } from '@/lib/visits/words'

/** Why it does not go on, for the customer. */
export type Trouble = StuckReason | Exclude<Refused, 'over'> | 'slow' | Ending

/** That the time of the frame is nearly over, or over: another one helps. */
type Ending = 'ending' | 'session_over'

/** Which integration is being connected, and whether Connect UI is there yet. */
type Shown = { key: string; isReady: boolean }

const pollMs = 5_000
/** Of a page where nothing goes on: what was made at Nango's own page is known by then, or the link has ended. */
const mostIdlePolls = 36
const retryMs = 3_000
const mostTries = 40

/** Asks how far the link is: while somebody may be connecting, and for a while after they came to the page, or back to it. */
const usePolls = (isConnecting: boolean, poll: () => void) => {
  const ask = useEffectEvent(poll)
  useEffect(() => {
    let idlePolls = 0
    const timer = setInterval(() => {
      idlePolls += 1
      if (isConnecting || idlePolls <= mostIdlePolls) ask()
    }, pollMs)
    const look = () => {
      if (document.visibilityState !== 'visible') return
      idlePolls = 0
      ask()
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isConnecting])
}

type ConnectProps = { code: string; language: Language; integrations: WantedIntegration[] }

/** What is connected, as far as this page knows, and how it tells the desk what it heard. */
const useProgress = ({ code, integrations }: Pick<ConnectProps, 'code' | 'integrations'>) => {
  const [known, setKnown] = useState(() =>
    integrations.flatMap(({ key, connectedAt }) => (connectedAt === null ? [] : [key])),
  )
  // The desk may learn later of what the frame said: until then nobody is to connect it twice.
  const [told, setTold] = useState<string[]>([])

  /** A link that is done or has ended has another page. */
  const learn = (answer: ProgressView | Refused) => {
    const isElsewhere = answer === 'over' || (typeof answer === 'object' && answer.state !== 'open')
    if (isElsewhere) location.reload()
    else if (typeof answer === 'object') setKnown(answer.connected)
  }
  const tell = async (event: FrameEvent) => learn(await tellDesk(code, event))
  /** Nobody else knows that a connection was made here: it is said until the desk has heard it. */
  const tellUntilHeard = async (event: FrameEvent, triesLeft = mostTries): Promise<void> => {
    const answer = await tellDesk(code, event)
    const isUnheard = answer === 'later' || answer === 'offline'
    if (!isUnheard || triesLeft === 0) return learn(answer)
    await new Promise((resolve) => setTimeout(resolve, retryMs))
    return tellUntilHeard(event, triesLeft - 1)
  }
  const tellConnected = (connection: { integrationKey: string; connectionId: string }) => {
    setTold((before) => [...before, connection.integrationKey])
    void tellUntilHeard({ type: 'connect', ...connection })
  }
  const isUnheard = told.some((key) => !known.includes(key))
  return { connected: [...new Set([...known, ...told])], news: told.at(-1), isUnheard, tell, tellConnected }
}

/** What stands over the page, and why it does not go on. */
const useFrame = () => {
  const [shown, setShown] = useState<Shown | null>(null)
  const [trouble, setTrouble] = useState<{ key: string; why: Trouble } | null>(null)
  const [ending, setEnding] = useState<Ending | null>(null)
  const closeFrame = useRef<() => void>(undefined)
  useEffect(() => () => closeFrame.current?.(), [])
  const put = () => {
    closeFrame.current?.()
    closeFrame.current = undefined
    setShown(null)
    setEnding(null)
  }
  const fail = (key: string, why: Trouble) => {
    put()
    setTrouble({ key, why })
  }
  return { shown, setShown, trouble, setTrouble, ending, setEnding, closeFrame, put, fail }
}

/** Nango's Connect UI over this page: opens it for one integration, tells the desk what it says, and what became of it. */
export function useConnect({ code, language, integrations }: ConnectProps) {
  const { connected, news, isUnheard, tell, tellConnected } = useProgress({ code, integrations })
  const { shown, trouble, ending, closeFrame, put, fail, ...frame } = useFrame()
  const { setShown, setTrouble, setEnding } = frame
  const isRenewing = useRef(false)
  const listenerOf = (integrationKey: string): FrameListener => ({
    ready: () => {
      setShown({ key: integrationKey, isReady: true })
      void tell({ type: 'ready', integrationKey })
    },
    connected: (connection) => {
      put()
      setTrouble(null)
      tellConnected(connection)
    },
    failed: ({ why, ...error }) => {
      setTrouble({ key: integrationKey, why })
      void tell({ type: 'error', integrationKey, ...error })
    },
    slow: () => setTrouble({ key: integrationKey, why: 'slow' }),
    closed: () => {
      put()
      void tell({ type: 'close', integrationKey })
    },
    blank: () => {
      fail(integrationKey, 'no_frame')
      void tell({ type: 'no_frame', integrationKey })
    },
    renew: () => void renew(integrationKey),
    ending: () => setEnding('ending'),
    over: () => {
      setEnding('session_over')
      void tell({ type: 'session_over', integrationKey })
    },
  })
  const show = (key: string, session: SessionView) =>
    openFrame(session, language, listenerOf(key)).then(
      (closeIt) => {
        closeFrame.current = closeIt
      },
      // Its code could not be fetched.
      () => fail(key, 'offline'),
    )
  const open = async (key: string) => {
    setTrouble(null)
    setShown({ key, isReady: false })
    const session = await fetchSession(code, key)
    if (session === 'over') location.reload()
    else if (typeof session === 'string') fail(key, session)
    else await show(key, session)
  }
  /** Puts a frame with a new session in the place of the one that stands there, which stays where there is none. */
  const renew = async (key: string) => {
    if (isRenewing.current) return
    isRenewing.current = true
    const session = await fetchSession(code, key)
    isRenewing.current = false
    if (session === 'over') return location.reload()
    if (!closeFrame.current) return
    if (typeof session === 'string') return setTrouble({ key, why: session })
    closeFrame.current()
    setTrouble(null)
    setEnding(null)
    await show(key, session)
  }
  const close = () => {
    const key = shown?.key
    put()
    if (key !== undefined) void tell({ type: 'close', integrationKey: key })
  }
  usePolls(isUnheard || (shown?.isReady ?? false), () => void tell({ type: 'poll' }))
  return {
    connected,
    news,
    shown,
    trouble,
    ending,
    open,
    renew: () => void (shown && renew(shown.key)),
    close,
  }
}
