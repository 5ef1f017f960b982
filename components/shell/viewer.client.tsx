'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react'

import { Icon } from '@/components/kit/icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useHydrated } from '@/components/kit/time.client'
import { type DeskDialog, findPress, paletteKeys, readKey, useKey } from '@/components/shell/keys'
import { closeMenu, type NavItem } from '@/components/shell/nav-links.client'
import { routes } from '@/lib/core/routes'
import { defaultPreferences, type Preferences } from '@/lib/staff/view'

const { Part: DeskDialogs, preload } = lazyPart(() =>
  import('@/components/shell/palette.client').then((module) => module.DeskDialogs),
)

type Open = (dialog: DeskDialog) => void

const ViewerContext = createContext<{ preferences: Preferences; open: Open }>({
  preferences: defaultPreferences,
  open: () => {},
})

/** What the person at this page chose for themselves. */
export function usePreferences(): Preferences {
  return use(ViewerContext).preferences
}

type ViewerProps = {
  preferences: Preferences
  /** Where they may go. */
  pages: NavItem[]
  canCreate: boolean
  children: ReactNode
}

/** What a page of the desk asks about its person, their keys, and the dialogs that these open. */
export function Viewer({ preferences, pages, canCreate, children }: ViewerProps) {
  const [shown, setShown] = useState<DeskDialog | null>(null)
  const [isLoaded, setIsLoaded] = useState(false)
  const open = useCallback((dialog: DeskDialog) => {
    setIsLoaded(true)
    setShown(dialog)
  }, [])
  const viewer = useMemo(() => ({ preferences, open }), [preferences, open])
  useKeyboard(preferences.hasKeys, open)
  return (
    <ViewerContext value={viewer}>
      <ShellKeys canCreate={canCreate} open={open} />
      {children}
      {isLoaded && (
        <Suspense>
          <DeskDialogs
            shown={shown}
            onOpen={setShown}
            onClose={(dialog) => setShown((before) => (before === dialog ? null : before))}
            pages={pages}
            hasKeys={preferences.hasKeys}
          />
        </Suspense>
      )}
    </ViewerContext>
  )
}

/** The one place that listens to keys which are of no field and no dialog. */
const useKeyboard = (isOn: boolean, open: Open) => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const meant = readKey(event)
    const press = meant === 'palette' ? () => open('palette') : meant && findPress(meant)
    if (!press) return
    event.preventDefault()
    press()
  })
  useEffect(() => {
    if (!isOn) return undefined
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn])
}

/** The search field of the page, where it has one that can be seen. */
const findSearchField = () =>
  [...document.querySelectorAll<HTMLInputElement>('main input[type="search"]')].find((field) =>
    field.checkVisibility(),
  )

/** Keys that work on every page; stands before the page, whose parts may have something better for them. */
function ShellKeys({ canCreate, open }: { canCreate: boolean; open: Open }) {
  const router = useRouter()
  useKey('n', canCreate ? () => router.push(routes.newLink()) : null)
  useKey('?', () => open('keys'))
  useKey('/', () => {
    const field = findSearchField()
    if (field) field.focus()
    else open('palette')
  })
  return null
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
      onFocus={preload}
      onPointerEnter={preload}
      className="flex h-control w-full items-center gap-2.5 rounded-lg border border-hairline px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink noscript:hidden"
    >
      <Icon name="search" />
      Search
      {preferences.hasKeys && (
        <kbd aria-hidden="true" className="ml-auto font-sans text-xs pointer-coarse:hidden">
          {isHydrated && paletteKeys()}
        </kbd>
      )}
    </button>
  )
}
