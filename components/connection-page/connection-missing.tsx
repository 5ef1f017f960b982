import { ConnectionLinks } from '@/components/connection-page/connection-links'
import { PageTitle } from '@/components/shell/page-title'
import { linkLook } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ConnectionLink } from '@/lib/core/connection-view'
import type { FailureView } from '@/lib/core/failure'

type ConnectionMissingProps = { failure: FailureView; links: ConnectionLink[]; here: string }

/** What stands in a connection's place when Nango does not tell of it; the desk's own history stands all the same. */
export function ConnectionMissing({ failure, links, here }: ConnectionMissingProps) {
  const final = finalText(failure)
  return (
    <>
      <PageTitle>Connection</PageTitle>
      <div className="flex max-w-xl flex-col items-stretch gap-6">
        {final ? (
          <Notice tone="warning">{final}</Notice>
        ) : (
          <div className="flex flex-col items-start gap-3">
            <Notice tone="failure" role="alert">
              {failure.message}
            </Notice>
            <a href={here} className={linkLook()}>
              Try again
            </a>
          </div>
        )}
        <ConnectionLinks links={links} />
      </div>
    </>
  )
}

/** What no second try changes. */
const finalText = ({ code, message }: FailureView) => {
  if (code === 'connection_gone')
    return 'This connection is no more at Nango: somebody removed it, there or here. The history of its links stays.'
  return code === 'connection_unreadable' ? message : null
}
