'use client'

import { type ReactNode, useEffect, useState } from 'react'

import { Icon } from '@/components/kit/icon.client'

export type CopyOutcome = { state: 'idle' | 'copied' | 'refused' | 'notAlone' }

/**
 * Puts a text on the clipboard, also one that is still on its way: WebKit wants to be told of it while the button is being
 * pressed. False where that is refused; throws what the text fails with.
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  // A page that came over plain http from another machine has no clipboard.
  if (!window.isSecureContext) return copyOfSelection(await text)
  try {
    await (typeof text === 'string' ? navigator.clipboard.writeText(text) : writeLater(text))
    return true
  } catch {
    // What the text failed with is more than a refusal.
    await text
    return false
  }
}

const writeLater = (text: Promise<string>) => {
  const blob = text.then((whole) => new Blob([whole], { type: 'text/plain' }))
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}

/** The older way, which browsers still have everywhere. */
const copyOfSelection = (text: string) => {
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'fixed top-0 opacity-0'
  // Outside of an open dialog nothing can be selected.
  const place = before?.closest('dialog') ?? document.querySelector('dialog:modal') ?? document.body
  place.append(area)
  area.select()
  let isCopied = false
  try {
    isCopied = document.execCommand('copy')
  } catch {
    // Said like any other refusal.
  }
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

/**
 * Copies a text. `copied` lasts two seconds; `refused` stays, and the person has to copy by hand; `notAlone` is what a copy
 * that nobody pressed for ends in, which `follow` follows.
 */
export function useCopy(text: string, onCopied: () => void, onRefused: () => void) {
  const [outcome, setOutcome] = useState<CopyOutcome>({ state: 'idle' })
  useEffect(() => {
    if (outcome.state !== 'copied') return undefined
    const timer = setTimeout(() => setOutcome({ state: 'idle' }), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    const isCopied = await copyText(text)
    setOutcome({ state: isCopied ? 'copied' : 'refused' })
    if (isCopied) onCopied()
    else onRefused()
  }
  const follow = async (copying: Promise<boolean>) => {
    const isCopied = await copying
    setOutcome({ state: isCopied ? 'copied' : 'notAlone' })
    if (isCopied) onCopied()
  }
  return { outcome, copy, follow }
}

const nothing = () => {}

const smallLooks = {
  idle: { icon: 'copy', news: null },
  copied: { icon: 'check', news: 'Copied.' },
  refused: { icon: 'alert', news: 'The browser refused to copy. Select the text and copy it by hand.' },
} as const

/** A small button that copies a text that is no secret. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { outcome, copy } = useCopy(text, nothing, nothing)
  const { icon, news } = smallLooks[outcome.state === 'notAlone' ? 'refused' : outcome.state]
  return (
    <>
      <button
        type="button"
        aria-label={label}
        onClick={() => void copy()}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-sunken pointer-coarse:size-control"
      >
        <Icon name={icon} className="size-3.5" />
      </button>
      <PassingNote>{news}</PassingNote>
    </>
  )
}

const shownMs = 6_000

/** News of something small at the foot of the window, for a few seconds; nothing on the page moves for it. */
export function PassingNote({ children }: { children: ReactNode }) {
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex justify-center text-left font-sans text-base whitespace-normal">
      {children && <Passing>{children}</Passing>}
    </output>
  )
}

function Passing({ children }: { children: ReactNode }) {
  const [passed, setPassed] = useState<ReactNode>(null)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(children), shownMs)
    return () => clearTimeout(timer)
  }, [children])
  if (passed === children) return null
  return (
    <span className="rounded-lg border border-transparent bg-ink px-3 py-2 text-canvas shadow-lg">
      {children}
    </span>
  )
}
