'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Options } from '@/components/kit/combobox.client'
import { Dialog } from '@/components/kit/dialog.client'
import { optionId } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { Loading } from '@/components/kit/loading.client'
import { Id } from '@/components/kit/name.client'
import { keyWords, paletteKeys } from '@/components/shell/key-meaning'
import type { DeskDialog } from '@/components/shell/keys'
import type { NavItem } from '@/components/shell/nav-links.client'
import { type Entry, useEntries } from '@/components/shell/palette-entries'
import { shortSearchHint } from '@/lib/links/words'

type DeskDialogsProps = {
  shown: DeskDialog | null
  onOpen: (dialog: DeskDialog) => void
  onClose: () => void
  pages: NavItem[]
  hasKeys: boolean
}

/** What opens over any page of the desk. */
export function DeskDialogs({ shown, onOpen, onClose, pages, hasKeys }: DeskDialogsProps) {
  return (
    <>
      <Dialog
        isOpen={shown === 'palette'}
        onClose={onClose}
        label="Command palette"
        className="mx-auto mt-[12dvh] mb-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-lg border border-hairline bg-surface text-base text-ink shadow-xl backdrop:bg-black/40"
      >
        <Palette pages={pages} openKeys={() => onOpen('keys')} />
      </Dialog>
      <Dialog isOpen={shown === 'keys'} onClose={onClose} label={keyWords['?']}>
        <KeyHelp hasKeys={hasKeys} />
      </Dialog>
    </>
  )
}

/** Which key does what. */
function KeyHelp({ hasKeys }: { hasKeys: boolean }) {
  const lines = Object.entries(keyWords).map(([key, words]) => [key.toUpperCase(), words])
  return (
    <form method="dialog" className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{keyWords['?']}</h2>
      <dl className="divide-y divide-hairline">
        {[...lines, [paletteKeys(), 'Command palette'], ['Esc', 'Close']].map(([key, words]) => (
          <div key={key} className="flex items-center justify-between gap-4 py-1.5">
            <dt>{words}</dt>
            <dd>
              <kbd className="rounded border border-hairline bg-sunken px-1.5 py-0.5 font-mono text-xs">
                {key}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        {hasKeys
          ? 'They work outside of fields. Renew and Revoke ask first. Preferences switches them off.'
          : 'They are switched off. Preferences switches them on.'}
      </p>
      <div className="flex justify-end">
        <Button type="submit">Close</Button>
      </div>
    </form>
  )
}

const listId = 'palette-list'

function Palette({ pages, openKeys }: { pages: NavItem[]; openKeys: () => void }) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const go = (href: string) => router.push(href)
  const { entries, isAsking, isSilent, isNarrow } = useEntries(typed, { go, openKeys, pages })
  const place = Math.min(active, entries.length - 1)
  const choose = (entry: Entry | undefined) => {
    // The focus is back where it was before anything else happens.
    input.current?.closest('dialog')?.close()
    entry?.run()
  }
  const move = (step: 1 | -1) => setActive((place + step + entries.length) % entries.length)
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => choose(entries[place]),
    }
    const act = keys[event.key]
    if (!act || event.nativeEvent.isComposing || entries.length === 0) return
    event.preventDefault()
    if (event.key !== 'Enter' || !event.repeat) act()
  }
  return (
    <>
      <div className="flex items-center gap-2 border-b border-hairline px-3">
        <Icon name="search" className="size-4 text-muted" />
        <input
          ref={input}
          role="combobox"
          aria-label="Customer, link, connection, page or action"
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={optionId(listId, place)}
          placeholder="Customer, link, connection, page or action"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
        {isAsking && <Loading>Looking…</Loading>}
      </div>
      <Options
        id={listId}
        aria-label="What fits"
        active={place}
        className="max-h-[min(24rem,60dvh)] overflow-y-auto"
        optionClass="min-h-control items-center gap-2.5 py-1"
        options={entries.map((entry, index) => ({
          key: entry.id,
          isSelected: index === place,
          onPick: () => choose(entry),
          content: <EntryLine entry={entry} />,
        }))}
      />
      <output className={isSilent || isNarrow ? 'block px-4 py-3 text-sm text-muted' : 'sr-only'}>
        {isSilent && 'The search gives no answer just now. '}
        {isNarrow && `${shortSearchHint} `}
        {!isAsking && <span className={isSilent ? '' : 'sr-only'}>{entries.length} to choose from.</span>}
      </output>
    </>
  )
}

function EntryLine({ entry: { icon, title, code, detail, kind } }: { entry: Entry }) {
  return (
    <>
      <Icon name={icon} className="size-4 shrink-0 text-muted" />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <bdi className="truncate">{title}</bdi> {code && <Id className="truncate text-muted">{code}</Id>}{' '}
        <bdi className="truncate text-sm text-muted">{detail}</bdi>
      </span>{' '}
      <span className="shrink-0 text-xs text-muted">{kind}</span>
    </>
  )
}
