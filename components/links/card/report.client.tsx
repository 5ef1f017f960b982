import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { Notice } from '@/components/kit/notice.client'
import { LocalTime } from '@/components/kit/time.client'
import { useAnswer } from '@/components/kit/use-answer.client'
import type { HandoffView } from '@/lib/handoff/view'
import { answerReportAction } from '@/lib/links/actions'
import type { LinkView } from '@/lib/links/view'
import { reportWords } from '@/lib/visits/words'

type ReportProps = {
  link: LinkView
  report: NonNullable<HandoffView['report']>
  isLive: boolean
  onLearned: (link: LinkView) => void
  onRevoke: () => void
}

/** That somebody did not expect the link, and what can be done about it. */
export function Report({ report, ...props }: ReportProps) {
  const { at, answeredAt, isProven } = report
  if (answeredAt !== null)
    return (
      <p className="text-sm text-muted">
        Somebody did not expect this link (<LocalTime at={at} />
        ). Answered at <LocalTime at={answeredAt} />: it was expected.
      </p>
    )
  return (
    <Notice tone="failure" role="alert">
      <ReportText report={report} />
      {!isProven && props.link.canEnd && props.link.state !== 'revoked' && (
        <ReportAnswers report={report} {...props} />
      )}
    </Notice>
  )
}

function ReportText({ report: { at, reason, text, isProven } }: Pick<ReportProps, 'report'>) {
  return (
    <p>
      {isProven
        ? 'The customer, who had passed the check, did not expect this link'
        : 'Somebody who has this link did not expect it'}{' '}
      (<LocalTime at={at} />
      ): {reportWords[reason]}.
      {text !== '' && (
        <>
          {' '}
          They wrote: <bdi>“{text}”</bdi>
        </>
      )}
    </p>
  )
}

/** What can be done about a report that proved nothing: after the end there is no link to revoke, and still an answer to give. */
function ReportAnswers({ link, report, isLive, onLearned, onRevoke }: ReportProps) {
  const reportedAt = report.at
  const answer = useAnswer(() => answerReportAction({ linkId: link.id, reportedAt }), onLearned)
  return (
    <>
      <p>
        {isLive
          ? 'It still works, because a machine may have pressed that. Ask the customer, or end it.'
          : 'A machine may have pressed that. Ask the customer.'}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button isPending={answer.isPending} pendingText="Noting…" onClick={answer.run}>
          <Icon name="check" />
          It was expected
        </Button>
        {isLive && (
          <Button variant="alarm" onClick={onRevoke}>
            Revoke link
          </Button>
        )}
      </div>
      {answer.message && <p className="mt-2 text-sm font-medium">{answer.message}</p>}
    </>
  )
}
