'use client'

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { Checkbox } from '@/components/kit/field.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { useHydrated } from '@/components/kit/platform'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { playChime } from '@/components/links/chime'
import { savePreferencesAction } from '@/lib/staff/actions'
import type { Preferences } from '@/lib/staff/view'

type SwitchProps = {
  name: Exclude<keyof Preferences, 'defaultPreset'>
  isOn: boolean
  label: string
  hint: string
  /** What has to be so before it can be switched on; null where it is, else why not. Called within the press. */
  prepare?: () => Promise<string | null>
  children?: ReactNode
}

/** One preference, saved with the press; one that came before the script went on counts once it does. */
function Switch({ name, isOn, label, hint, prepare, children }: SwitchProps) {
  const [isChosen, setIsChosen] = useState(isOn)
  const [isSaved, setIsSaved] = useState(false)
  const [obstacle, setObstacle] = useState<string | null>(null)
  const { run, isPending, message } = useRefreshingAnswer(
    () => savePreferencesAction({ [name]: !isChosen }),
    () => {
      setIsChosen(!isChosen)
      setIsSaved(true)
    },
  )
  const press = async () => {
    if (isPending) return
    setIsSaved(false)
    const found = isChosen ? null : ((await prepare?.()) ?? null)
    setObstacle(found)
    if (found === null) run()
  }
  const box = useRef<HTMLInputElement>(null)
  const pressIfTicked = useEffectEvent(() => {
    if (box.current?.checked !== isOn) void press()
  })
  useEffect(() => pressIfTicked(), [])
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-start justify-between gap-4">
        <Checkbox
          ref={box}
          checked={isPending ? !isChosen : isChosen}
          onChange={() => void press()}
          // Firefox would tick on a reload what was ticked before it.
          autoComplete="off"
        >
          <span className="block font-medium">{label}</span>
          <span className="block text-muted">{hint}</span>
        </Checkbox>
        <output className="shrink-0 text-sm text-muted">{isSaved && 'Saved.'}</output>
      </div>
      {isChosen && obstacle === null && children}
      <FailureNotice message={message ?? obstacle} />
    </li>
  )
}

const refused =
  'This browser does not let Connect Desk show notifications. Allow them for this address in its settings, then switch this on again.'

/** Asks the browser for leave; null when it gave it, else why not. */
const askForNotifications = async (): Promise<string | null> => {
  if (typeof Notification === 'undefined') return 'This browser has no notifications for pages like this one.'
  return (await Notification.requestPermission()) === 'granted' ? null : refused
}

/** They go with the person, the browser's leave does not: another browser has to be asked as well. */
function LeaveOfThisBrowser() {
  const isHydrated = useHydrated()
  const [answer, setAnswer] = useState<string | null>()
  if (!isHydrated || answer === null) return null
  if (answer !== undefined) return <FailureNotice message={answer} />
  if (typeof Notification !== 'undefined' && Notification.permission === 'granted') return null
  return (
    <p className="flex flex-wrap items-center gap-3 text-sm">
      This browser does not show them yet.
      <Button onClick={() => void askForNotifications().then(setAnswer)}>Allow in this browser</Button>
    </p>
  )
}

/** So that everybody knows what they will hear. */
const playOnce = () => {
  playChime()
  return Promise.resolve(null)
}

/** What somebody can choose for themselves. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  return (
    <ul className="max-w-2xl divide-y divide-hairline rounded-lg border border-hairline bg-surface">
      <Switch
        name="hasSound"
        isOn={preferences.hasSound}
        label="Sound"
        hint="Two soft tones when a customer connects, or when a link needs you."
        prepare={playOnce}
      />
      <Switch
        name="hasNotifications"
        isOn={preferences.hasNotifications}
        label="Desktop notifications"
        hint="The same, as a notification, while you look at something else. It names the customer."
        prepare={askForNotifications}
      >
        <LeaveOfThisBrowser />
      </Switch>
      <Switch
        name="copiesAtOnce"
        isOn={preferences.copiesAtOnce}
        label="Copy as soon as it is made"
        hint="Create link also puts the link on the clipboard."
      />
      <Switch
        name="hasKeys"
        isOn={preferences.hasKeys}
        label="Keyboard shortcuts"
        hint="Single keys such as N for a new link, outside of fields. The key ? lists them."
      />
    </ul>
  )
}
