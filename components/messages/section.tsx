import Link from 'next/link'

import { Pair, Pairs, Section } from '@/components/kit/section'
import { textRoutes } from '@/lib/core/desk-routes'
import { type Language, languageNames } from '@/lib/core/language'
import { type Channel, channels, channelWords } from '@/lib/messages/words'

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
