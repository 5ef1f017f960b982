import Link from 'next/link'
import type { ReactNode } from 'react'

import { Name } from '@/components/kit/name.client'
import { Panel } from '@/components/kit/page.client'
import { Pair, Pairs, Section } from '@/components/kit/section/section'
import { LocalMoment } from '@/components/kit/time.client'
import { textRoutes } from '@/lib/core/desk-routes'
import { type Language, languageNames, languages } from '@/lib/core/language'
import type { TemplateVersion } from '@/lib/messages/view'
import { type Channel, channels, channelWords, fieldWords } from '@/lib/messages/words'

type MessagesSectionProps = { texts: { channel: Channel; language: Language; isOurs: boolean }[] }

/** Which texts there are, and which of them are not our own. */
export function MessagesSection({ texts }: MessagesSectionProps) {
  return (
    <Section title="Messages">
      <p className="mb-3 max-w-prose text-muted">
        What customers are written about a link, in their language: by Copy message, and by email that the
        desk sends. Each text can be replaced by yours.
      </p>
      <Pairs>
        {channels.map((channel) => (
          <Pair key={channel} name={channelWords[channel]}>
            <ul className="-my-0.5 flex flex-wrap gap-x-4">
              {texts
                .filter((one) => one.channel === channel)
                .map(({ language, isOurs }) => (
                  <li key={language}>
                    <Link
                      href={textRoutes.messages({ channel, language })}
                      prefetch={false}
                      aria-label={`${channelWords[channel]}, ${languageNames[language]}`}
                      className="inline-flex min-h-6 items-center text-accent underline underline-offset-2 pointer-coarse:min-h-control"
                    >
                      {languageNames[language]}
                    </Link>
                    {!isOurs && <span className="text-muted"> (changed)</span>}
                  </li>
                ))}
            </ul>
          </Pair>
        ))}
      </Pairs>
    </Section>
  )
}

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

/** The fields that a text can have. */
export function FieldList() {
  return (
    <section aria-labelledby="fields" className="mt-8">
      <h2 id="fields" className="mb-1 text-lg font-semibold">
        Fields
      </h2>
      <p className="mb-3 max-w-prose text-muted">
        These stand in a text in double braces. What takes their place is in the customer’s language, and
        right for the link: one account or several, 30 minutes or days.
      </p>
      <Pairs>
        {Object.entries(fieldWords).map(([name, words]) => (
          <Pair key={name} name={<code translate="no">{`{{${name}}}`}</code>}>
            {words}
          </Pair>
        ))}
      </Pairs>
    </section>
  )
}

/** What a text has said before, newest first. */
export function VersionList({ versions }: { versions: TemplateVersion[] }) {
  return (
    <div className="mt-8">
      <Panel id="versions" title="Versions">
        {versions.length === 0 ? (
          <p className="px-4 py-3 text-muted">Nobody has changed this text: it is ours.</p>
        ) : (
          <ul className="divide-y divide-hairline">
            {versions.map((version) => (
              <Version key={version.version} {...version} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}

function Version({ version, subject, body, savedBy, savedAt }: TemplateVersion) {
  const by = (
    <>
      Version {version}, saved by <Name>{savedBy}</Name> <LocalMoment at={savedAt} />
    </>
  )
  if (body === null) return <li className="px-4 py-2.5">{by}: back to ours</li>
  return (
    <li className="px-4 py-2.5">
      <details>
        <summary className="min-h-6">{by}</summary>
        <div translate="no" className="mt-2 whitespace-pre-wrap wrap-anywhere">
          {subject !== null && <p className="mb-2 font-semibold">{subject}</p>}
          <p>{body}</p>
        </div>
      </details>
    </li>
  )
}
