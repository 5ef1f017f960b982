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
import { isMac, useHydrated } from '@/components/kit/platform'
import { hearFirst } from '@/components/shell/first-keys'
import type { DeskDialog, FirstKey } from '@/components/shell/keys'
import { closeMenu, type NavItem } from '@/components/shell/nav-links.client'
import type { CheckKind } from '@/lib/handoff/words'
import type { CompanyView } from '@/lib/settings/view'
import type { Preferences } from '@/lib/staff/view'

/** Comes with the first key, and stands in the page with the first that may be one of the desk's. */
const load = () => import('@/components/shell/keyboard.client').then((module) => module.Keyboard)
const { Part: Keyboard } = lazyPart(load)

type Viewer = {
  preferences: Preferences
  company: CompanyView
  checks: readonly CheckKind[]
  open: (dialog: DeskDialog) => void
}

const ViewerContext = createContext<Viewer | null>(null)

const useViewer = () => {
  const viewer = use(ViewerContext)
  if (!viewer) throw new Error('No viewer')
  return viewer
}

/** What the person at this page chose for themselves. */
export function usePreferences(): Preferences {
  return useViewer().preferences
}

/** How customers may be asked to show that it is them; none where no link works for days. */
export function useChecks(): readonly CheckKind[] {
  return useViewer().checks
}

/** Whose desk it is, as its customers know them. */
export function useCompany(): CompanyView {
  return useViewer().company
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

/** What a page of the desk asks about its person, their keys, and the dialogs that these open. */
export function Viewer({ preferences, company, checks, pages, canCreate, children }: ViewerProps) {
  const [first, setFirst] = useState<FirstKey | null>(null)
  const [shown, setShown] = useState<DeskDialog | null>(null)
  const isOn = preferences.hasKeys
  useEffect(() => (isOn ? hearFirst(load, setFirst) : undefined), [isOn])
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
            isOn={isOn}
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
  const { preferences, open } = useViewer()
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
