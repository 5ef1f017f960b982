'use client'

import {
  createContext,
  type MouseEvent,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useMemo,
  useState,
} from 'react'

import { FirstIcon } from '@/components/kit/first-icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { isField, isMac, useHydrated } from '@/components/kit/platform'
import type { DeskDialog, FirstKey } from '@/components/shell/keys'
import { closeMenu, type NavItem } from '@/components/shell/nav-links.client'
import type { CheckKind } from '@/lib/handoff/words'
import type { CompanyView } from '@/lib/settings/view'
import { defaultPreferences, type Preferences } from '@/lib/staff/view'

/** Comes with the first sign of a person, and stands in the page with the first key that may be one of the desk's. */
const { Part: Keyboard, preload } = lazyPart(() =>
  import('@/components/shell/keyboard.client').then((module) => module.Keyboard),
)

type Viewer = {
  preferences: Preferences
  company: CompanyView
  checks: readonly CheckKind[]
  open: (dialog: DeskDialog) => void
}

const ViewerContext = createContext<Viewer>({
  preferences: defaultPreferences,
  company: { name: null, logoUrl: null },
  checks: [],
  open: () => {},
})

/** What the person at this page chose for themselves. */
export function usePreferences(): Preferences {
  return use(ViewerContext).preferences
}

/** How customers may be asked to show that it is them; none where no link works for days. */
export function useChecks(): readonly CheckKind[] {
  return use(ViewerContext).checks
}

/** Whose desk it is, as its customers know them. */
export function useCompany(): CompanyView {
  return use(ViewerContext).company
}

type ViewerProps = {
  preferences: Preferences
  company: CompanyView
  checks: readonly CheckKind[]
  /** Where they may go. */
  pages: NavItem[]
  canCreate: boolean
  children: ReactNode
}

/** Whether a key may be one of ours: what listens to them all comes with the first of these. */
const mayBeOurs = ({ key, ctrlKey, metaKey, target }: KeyboardEvent) => {
  if (ctrlKey || metaKey) return key === 'k' && metaKey === isMac()
  return key.length === 1 && !isField(target)
}

/** The last key that may be one of ours, unless keys are switched off, until what listens to them all is there. */
const useFirstKey = (isOn: boolean) => {
  const [first, setFirst] = useState<FirstKey | null>(null)
  useEffect(() => {
    if (!isOn) return undefined
    const listening = new AbortController()
    let held: KeyboardEvent[] | null = null
    const letGo = () => {
      held?.splice(0)
      held = null
    }
    const listen = (event: KeyboardEvent) => {
      preload()
      if (event.key === 'Escape') letGo()
      // What is two long is one of the browser's, such as F5.
      if (held && !event.ctrlKey && !event.metaKey && event.key.length !== 2) {
        event.preventDefault()
        event.stopPropagation()
        held.push(event)
      } else if (mayBeOurs(event)) {
        const events = [event]
        // These lead to a field. The browser's own search would be open before anything else is loaded.
        if (/[/kn]/.test(event.key)) {
          event.preventDefault()
          held = events
        }
        setFirst({ events, listening })
      }
    }
    document.addEventListener('keydown', listen, { signal: listening.signal, capture: true })
    document.addEventListener('pointerdown', letGo, { signal: listening.signal })
    document.addEventListener('pointermove', preload, { signal: listening.signal, once: true })
    return () => listening.abort()
  }, [isOn])
  return first
}

/** What a page of the desk asks about its person, their keys, and the dialogs that these open. */
export function Viewer({ preferences, company, checks, pages, canCreate, children }: ViewerProps) {
  const first = useFirstKey(preferences.hasKeys)
  const [shown, setShown] = useState<DeskDialog | null>(null)
  const viewer = useMemo(
    () => ({ preferences, company, checks, open: setShown }),
    [preferences, company, checks],
  )
  return (
    <ViewerContext value={viewer}>
      {children}
      {(first ?? shown) && (
        <Suspense>
          <Keyboard
            first={first}
            shown={shown}
            onShow={setShown}
            isOn={preferences.hasKeys}
            pages={pages}
            canCreate={canCreate}
          />
        </Suspense>
      )}
    </ViewerContext>
  )
}

/** Opens the palette for whoever has no keyboard at hand, or does not know the key yet. */
export function PaletteButton() {
  const { preferences, open } = use(ViewerContext)
  const isHydrated = useHydrated()
  const press = (event: MouseEvent<HTMLElement>) => {
    closeMenu(event)
    open('palette')
  }
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={press}
      className="flex h-control w-full items-center gap-2.5 rounded-lg border border-hairline px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink noscript:hidden"
    >
      <FirstIcon name="search" />
      Search
      {preferences.hasKeys && isHydrated && (
        <kbd aria-hidden="true" className="ml-auto font-sans text-xs pointer-coarse:hidden">
          {isMac() ? '⌘ K' : 'Ctrl K'}
        </kbd>
      )}
    </button>
  )
}
