'use client'

import Link from 'next/link'
import {
  type ComponentProps,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'

import { Icon, type IconName } from '@/components/kit/icon.client'

/** Closes what unfolded inside `holder` on Esc, and when the person turns to something else. */
export function useDismiss(
  holder: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: (givesFocusBack: boolean) => void,
) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') close(true)
  })
  const onTurn = useEffectEvent((event: Event) => {
    if (event.target instanceof Node && !holder.current?.contains(event.target)) close(false)
  })
  useEffect(() => {
    if (!isOpen) return undefined
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('keydown', (event) => onKey(event), { signal })
    document.addEventListener('pointerdown', (event) => onTurn(event), { signal })
    document.addEventListener('focusin', (event) => onTurn(event), { signal })
    return () => listening.abort()
  }, [isOpen])
}

/** A button with three dots and the items that unfold under it. It opens without script too. */
export function Menu({ label, children }: { label: string; children: ReactNode }) {
  const holder = useRef<HTMLDetailsElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  useDismiss(holder, isOpen, (givesFocusBack) => {
    holder.current?.removeAttribute('open')
    if (givesFocusBack) holder.current?.querySelector('summary')?.focus()
  })
  return (
    <details
      ref={holder}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="relative inline-block"
    >
      <summary
        aria-label={label}
        className="flex size-8 list-none items-center justify-center rounded-lg text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11"
      >
        <Icon name="more" />
      </summary>
      <ul className="absolute right-0 z-20 mt-1 w-44 rounded-lg border border-hairline bg-surface p-1 text-ink shadow-lg">
        {children}
      </ul>
    </details>
  )
}

const itemClass = 'flex h-control w-full items-center gap-2 rounded-md px-2.5 text-left hover:bg-sunken'

type MenuLinkProps = { icon: IconName; href: string; children: ReactNode }

/** A page that a menu leads to. */
export function MenuLink({ icon, href, children }: MenuLinkProps) {
  return (
    <li>
      <Link href={href} prefetch={false} className={itemClass}>
        <Icon name={icon} />
        {children}
      </Link>
    </li>
  )
}

type MenuButtonProps = Omit<ComponentProps<'button'>, 'onClick'> & {
  icon: IconName
  /** Called with what opens the menu, once the menu has folded up and given it the focus. */
  onChoose: (opener: HTMLElement) => void
}

/** Something that can be done from a menu. */
export function MenuButton({ icon, onChoose, className = '', children, ...rest }: MenuButtonProps) {
  const choose = (item: HTMLElement) => {
    const menu = item.closest('details')
    const opener = menu?.querySelector('summary') ?? item
    opener.focus()
    menu?.removeAttribute('open')
    onChoose(opener)
  }
  return (
    <li>
      <button
        type="button"
        className={`${itemClass} ${className}`}
        onClick={({ currentTarget }) => choose(currentTarget)}
        {...rest}
      >
        <Icon name={icon} />
        {children}
      </button>
    </li>
  )
}
