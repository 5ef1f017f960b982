import { Name } from '@/components/kit/name.client'
import { Panel } from '@/components/kit/page.client'
import { Pair, Pairs } from '@/components/kit/section'
import { LocalMoment } from '@/components/kit/time.client'
import type { TemplateVersion } from '@/lib/messages/view'
import { fieldWords } from '@/lib/messages/words'

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
