import Link from 'next/link'
import type { ReactNode } from 'react'

import { textRoutes } from '@/lib/core/desk-routes'
import { type Language, languageNames, languages } from '@/lib/core/language'
import { type Channel, channels, channelWords } from '@/lib/messages/words'

type TextChoiceProps = { channel: Channel; language: Language }

/** Leads to each of the texts. */
export function TextChoice({ channel, language }: TextChoiceProps) {
  return (
    <div className="mb-5 flex flex-col gap-1 border-b border-hairline pb-2">
      <Row label="How it is sent">
        {channels.map((one) => (
          <Way key={one} href={{ channel: one, language }} isHere={one === channel}>
            {channelWords[one]}
          </Way>
        ))}
      </Row>
      <Row label="Language">
        {languages.map((one) => (
          <Way key={one} href={{ channel, language: one }} isHere={one === language}>
            <span lang={one}>{languageNames[one]}</span>
          </Way>
        ))}
      </Row>
    </div>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="-ml-2 flex flex-wrap gap-x-1">
      {children}
    </nav>
  )
}

type WayProps = { href: TextChoiceProps; isHere: boolean; children: ReactNode }

function Way({ href, isHere, children }: WayProps) {
  return (
    <Link
      href={textRoutes.messages(href)}
      prefetch={false}
      aria-current={isHere ? 'page' : undefined}
      className={`flex h-control items-center rounded-lg px-2 ${isHere ? 'bg-accent-soft font-medium text-ink' : 'text-muted hover:text-ink'}`}
    >
      {children}
    </Link>
  )
}
