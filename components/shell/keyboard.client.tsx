'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

import { readKey } from '@/components/shell/key-meaning'
import { type DeskDialog, findPress, type FirstKey, useKey } from '@/components/shell/keys'
import type { NavItem } from '@/components/shell/nav-links.client'
import { DeskDialogs } from '@/components/shell/palette.client'
import { giveTyped } from '@/components/shell/typed-ahead'
import { routes } from '@/lib/core/routes'

type KeyboardProps = {
  /** The key with which this was loaded. */
  first: FirstKey | null
  shown: DeskDialog | null
  onShow: (next: DeskDialog | null) => void
  /** Whether keys do anything; the palette opens by its button in any case. */
  isOn: boolean
  /** Where this person may go. */
  pages: NavItem[]
  canCreate: boolean
}

/** The search field of the page, where it has one that can be seen. */
const findSearchField = () =>
  [...document.querySelectorAll<HTMLInputElement>('main input[type="search"]')].find((field) =>
    field.checkVisibility(),
  )

/** The entry of the navigation, wherever it stands: what a page does for a new link hangs on it. */
const pressNewLink = () =>
  document.querySelector<HTMLAnchorElement>(`nav a[href="${routes.newLink()}"]`)?.click()

/** The one place that listens to keys which are of no field and no dialog, and what these open over the page. */
export function Keyboard({ first, shown, onShow, isOn, pages, canCreate }: KeyboardProps) {
  const search = () => {
    const field = findSearchField()
    if (field) field.focus()
    else onShow('palette')
  }
  useKey('n', canCreate ? pressNewLink : null)
  useKey('?', () => onShow('keys'))
  useKey('/', search)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const meant = readKey(event)
    const press = meant === 'palette' ? () => onShow('palette') : meant && findPress(meant)
    if (!press) return null
    event.preventDefault()
    press()
    return meant
  })
  const taken = useRef<FirstKey>(null)
  useEffect(() => {
    // In development an effect runs twice.
    if (!first || taken.current === first) return
    taken.current = first
    const [event] = first.events
    const stop = giveTyped(first)
    // Whoever has gone on to something else by now does not expect it any more.
    if (!event || document.activeElement !== event.target) return stop()
    // Only keys that lead to a field were kept from the browser.
    const isKept = event.defaultPrevented
    const meant = onKey(event)
    if (!isKept || meant === null) stop()
  }, [first])
  useEffect(() => {
    if (!isOn) return undefined
    const listen = (event: KeyboardEvent) => {
      if (!event.defaultPrevented) onKey(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn])
  return (
    <DeskDialogs shown={shown} onOpen={onShow} onClose={() => onShow(null)} pages={pages} hasKeys={isOn} />
  )
}
