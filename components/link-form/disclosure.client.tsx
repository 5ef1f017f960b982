'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

import { Icon } from '@/components/ui/icon.client'

type DisclosureProps = {
  title: string
  note: string
  isOpenAtFirst: boolean
  /** Opens again whenever this changes to a true value: something inside needs a look. */
  needsLook: unknown
  children: ReactNode
}

/** A part of the form that is folded away; its inputs are sent all the same. */
export function Disclosure({ title, note, isOpenAtFirst, needsLook, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const [isOpen] = useState(isOpenAtFirst || Boolean(needsLook))
  useEffect(() => {
    if (needsLook && details.current) details.current.open = true
  }, [needsLook])
  return (
    <details ref={details} open={isOpen} className="group border-t border-hairline">
      <summary className="flex h-11 list-none items-center gap-2 rounded-lg font-medium">
        <Icon
          name="chevron"
          className="size-4 -rotate-90 text-muted transition-transform group-open:rotate-0"
        />
        {title}
        <span className="font-normal text-muted tabular-nums">{note}</span>
      </summary>
      <div className="flex flex-col gap-3 pb-4">{children}</div>
    </details>
  )
}
