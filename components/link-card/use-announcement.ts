import { useEffect, useRef, useState } from 'react'

import { announceBetween } from '@/lib/core/countdown'

/** What a screen reader should hear about the time left: at 5 minutes, at 1 minute, at the end. */
export const useAnnouncement = (remainingMs: number, isRunning: boolean) => {
  const before = useRef(remainingMs)
  const [text, setText] = useState('')
  useEffect(() => {
    const news = isRunning ? announceBetween(before.current, remainingMs) : null
    if (news) setText(news)
    before.current = remainingMs
  }, [remainingMs, isRunning])
  return text
}
