import type { LiveLinkView } from '@/lib/core/link-view'

/** The new link for a browser without JavaScript, where no card can be drawn. */
export function MadeWithoutScript({ made }: { made: LiveLinkView }) {
  return (
    <noscript>
      <p className="rounded-lg border border-hairline bg-surface p-3 break-all">
        The link is made. Hand it over before it expires:{' '}
        <a href={made.url ?? undefined} className="font-mono text-sm underline">
          {made.url}
        </a>
      </p>
    </noscript>
  )
}
