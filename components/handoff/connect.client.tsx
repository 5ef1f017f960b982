'use client'

import { type ReactNode, useEffect, useRef } from 'react'

import { ActForm, AskForm, wideClass } from '@/components/handoff/act-form.client'
import type { CustomerPageTexts } from '@/components/handoff/texts/en'
import { type Trouble, useConnect } from '@/components/handoff/use-connect'
import { WantedLogo } from '@/components/handoff/wanted.client'
import { Button } from '@/components/kit/button.client'
import { useHydrated } from '@/components/kit/platform'
import { customerRoutes } from '@/lib/core/desk-routes'
import { fillText, type Language } from '@/lib/core/language'
import type { WantedIntegration } from '@/lib/visits/view'

type ConnectPartProps = {
  code: string
  language: Language
  integrations: WantedIntegration[]
  texts: CustomerPageTexts
  who: string
  /** What else stands under the frame. */
  children: ReactNode
}

/** The integrations that are to be connected, each with its button, and what stands in the way. */
export function ConnectPart({ code, language, integrations, texts, who, children }: ConnectPartProps) {
  const { connected, news, shown, trouble, open, ...frame } = useConnect({ code, language, integrations })
  const isHydrated = useHydrated()
  const list = useRef<HTMLUListElement>(null)
  const pressed = useRef<HTMLButtonElement>(null)
  const isOpen = shown !== null
  const isCovered = shown?.isReady ?? false
  useEffect(() => {
    if (isOpen || pressed.current === null) return
    // The frame that had the focus is gone, and the button before it where it is connected now.
    const button = pressed.current.isConnected ? pressed.current : list.current?.querySelector('button')
    ;(button ?? list.current)?.focus()
  }, [isOpen])
  return (
    <>
      <div inert={isCovered} className="contents">
        <p className="text-muted">{fillText(texts.connectText, { who })}</p>
        <ul
          ref={list}
          tabIndex={-1}
          aria-label={texts.wanted}
          className="divide-y divide-hairline rounded-lg border border-hairline"
        >
          {integrations.map(({ key, name, logo }) => (
            <li key={key} className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
              <WantedLogo name={name} logo={logo} />
              <span translate="no" className="min-w-24 flex-1 font-medium wrap-anywhere">
                {name}
              </span>
              {connected.includes(key) ? (
                <span className="shrink-0 text-sm font-medium text-status-connected">
                  ✓ {texts.connected}
                </span>
              ) : (
                // A press that comes before the script, or without one, goes on at Nango's own page.
                <ActForm action={customerRoutes.act(code)} what="go_on">
                  <Button
                    type={isHydrated ? 'button' : 'submit'}
                    variant="primary"
                    isPending={shown?.key === key}
                    pendingText={texts.opening}
                    onClick={({ currentTarget }) => {
                      pressed.current = currentTarget
                      if (shown === null) void open(key)
                    }}
                    className="max-w-full whitespace-normal!"
                  >
                    {trouble?.key === key ? texts.retry : fillText(texts.connect, { name })}
                  </Button>
                </ActForm>
              )}
            </li>
          ))}
        </ul>
        <TroubleNotice trouble={isCovered ? null : (trouble?.why ?? null)} code={code} texts={texts} />
        {children}
      </div>
      <output className="sr-only">
        {integrations.filter(({ key }) => key === news).map(({ name }) => `${name}: ${texts.connected}`)}
      </output>
      {isCovered && (
        <TopLine
          why={frame.ending ?? trouble?.why ?? null}
          texts={texts}
          onRenew={frame.renew}
          onClose={frame.close}
        />
      )}
    </>
  )
}

const textOf = (why: Trouble, texts: CustomerPageTexts) => (why === 'no_frame' ? texts.noFrame : texts[why])

type TroubleNoticeProps = { trouble: Trouble | null; code: string; texts: CustomerPageTexts }

function TroubleNotice({ trouble, code, texts }: TroubleNoticeProps) {
  return (
    <div role="alert" className="flex flex-col gap-3 empty:hidden">
      {trouble !== null && <p className="font-medium text-status-failed">{textOf(trouble, texts)}</p>}
      {trouble === 'no_frame' && (
        <ActForm action={customerRoutes.act(code)} what="go_on" className="flex flex-col gap-2">
          <Button type="submit" variant="primary" className={wideClass}>
            {texts.nangoPage}
          </Button>
          <p className="text-sm text-muted">{texts.comeBack}</p>
        </ActForm>
      )}
      {trouble === 'needs_link' && <AskForm code={code} text={texts.ask} />}
    </div>
  )
}

type TopLineProps = {
  why: Trouble | null
  texts: CustomerPageTexts
  onRenew: () => void
  onClose: () => void
}

/** Our line over the frame: what is wrong, more time where it ends, and the way back, which has the focus at first. */
function TopLine({ why, texts, onRenew, onClose }: TopLineProps) {
  const back = useRef<HTMLButtonElement>(null)
  const isEnding = why === 'ending' || why === 'session_over'
  useEffect(() => back.current?.focus(), [])
  useEffect(() => {
    // The button that had the focus is gone.
    if (!isEnding && document.activeElement === document.body) back.current?.focus()
  }, [isEnding])
  return (
    <div
      data-is-tall={isEnding || why === 'popup_blocked'}
      className={`fixed inset-x-0 top-0 z-50 flex h-(--connect-top) items-center gap-x-3 gap-y-2 border-b border-hairline bg-surface px-4 ${isEnding ? 'max-sm:flex-wrap max-sm:content-center' : ''}`}
    >
      <output
        className={`max-h-full min-w-0 flex-1 overflow-y-auto text-sm leading-tight font-medium ${isEnding ? 'max-sm:basis-full' : ''}`}
      >
        {why !== null && textOf(why, texts)}
      </output>
      {isEnding && (
        <Button variant="primary" onClick={onRenew}>
          {texts.renew}
        </Button>
      )}
      <Button ref={back} onClick={onClose}>
        {texts.back}
      </Button>
    </div>
  )
}
