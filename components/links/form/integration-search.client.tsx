'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { type Choice, likeliest, rankChoices } from '@/components/integrations/choices'

/** More than this nobody reads; typing narrows the list. */
const shownLimit = 50

type Search = {
  choices: Choice[]
  chosen: Choice[]
  onChoose: (choice: Choice) => void
  onRemove: (choice: Choice) => void
  /** Takes what is offered; false where nothing is. */
  onTakeOffer: () => boolean
}

/**
 * A combobox for several. It closes at each choice, or it would lie over the fields below; typing opens it again. The
 * input keeps its text itself: what is typed before the page's code runs, or faster than it, is not lost.
 */
export function useIntegrationSearch({ choices, chosen, onChoose, onRemove, onTakeOffer }: Search) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  /** Where the arrow keys have led; null until they are used. */
  const [moved, setMoved] = useState<number | null>(null)
  const search = (typed: string) => {
    const found = rankChoices(choices, typed)
    const options = found.slice(0, shownLimit)
    return { found, options, active: moved ?? likeliest(options, typed, chosen) }
  }
  const { found, options, active } = search(text)
  const follow = () => {
    setText(input.current?.value ?? '')
    setMoved(null)
    setIsOpen(true)
  }
  useEffect(() => {
    if (input.current?.value) setText(input.current.value)
  }, [])
  const close = () => {
    setIsOpen(false)
    setMoved(null)
  }
  const choose = (choice: Choice) => {
    if (input.current) input.current.value = ''
    setText('')
    close()
    onChoose(choice)
  }
  const move = (step: 1 | -1) => {
    const count = options.length
    const next = step === 1 ? active + 1 : (active < 0 ? count : active) - 1
    setIsOpen(true)
    if (count > 0) setMoved(!isOpen && active >= 0 ? active : (next + count) % count)
  }
  const enter = ({ currentTarget: { value, form, parentElement } }: KeyboardEvent<HTMLInputElement>) => {
    const now = search(value)
    const choice = isOpen || value.trim() ? now.options[now.active] : undefined
    if (choice) choose(choice)
    else if (value.trim()) follow()
    else {
      close()
      if (onTakeOffer()) return
      const around = form ?? parentElement?.closest('form')
      around?.requestSubmit()
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = chosen.at(-1)
    const keys: Record<string, () => void> = {
      Backspace: () => {
        if (last && !event.repeat && event.currentTarget.value === '') onRemove(last)
      },
      Escape: close,
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => {
        if (!event.repeat) enter(event)
      },
    }
    if (event.nativeEvent.isComposing) return
    keys[event.key]?.()
    if (['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) event.preventDefault()
  }
  return {
    isOpen,
    isSearching: isOpen && text.trim() !== '',
    options,
    active: isOpen ? active : -1,
    hiddenCount: found.length - options.length,
    choose,
    inputProps: { ref: input, onKeyDown, onInput: follow, onClick: () => setIsOpen(true), onBlur: close },
  }
}
