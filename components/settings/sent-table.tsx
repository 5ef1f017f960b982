import Link from 'next/link'

import { SendAgain } from '@/components/settings/send-again.client'
import { tableLook, tbodyLook, tdLook, theadLook, thLook, trLook } from '@/components/table/table-look'
import { Icon, type IconName } from '@/components/ui/icon.client'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { StatusActions } from '@/lib/core/desk-status'
import { routes } from '@/lib/core/routes'
import { type SentWebhookState, sentWebhookWords, type SentWebhookView } from '@/lib/core/sent-webhook'

type SentTableProps = {
  webhooks: SentWebhookView[]
  /** Left out where there is no receiver. */
  sendAgain?: StatusActions['sendAgain']
}

const titles = ['When', 'Type', 'Link', 'Attempts', 'Last answer', 'State']

/** The last webhooks that the desk sent, newest first. */
export function SentTable({ webhooks, sendAgain }: SentTableProps) {
  return (
    <table aria-label="Webhooks sent" className={tableLook}>
      <thead className={theadLook}>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col" className={thLook}>
              {title}
            </th>
          ))}
          <th scope="col" className={thLook}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody className={tbodyLook}>
        {webhooks.map((webhook) => (
          <tr key={webhook.id} className={trLook}>
            <td className={`${tdLook} text-muted`}>
              <LocalMoment at={webhook.createdAt} />
            </td>
            <td className={`${tdLook} font-mono text-xs`}>{webhook.type}</td>
            <td className={`${tdLook} font-mono text-xs`}>
              <Link
                href={routes.link(webhook.linkId)}
                prefetch={false}
                aria-label={`Link ${webhook.linkId}`}
                title={webhook.linkId}
                className="text-accent underline underline-offset-2"
              >
                …{webhook.linkId.slice(-8)}
              </Link>
            </td>
            <td className={`${tdLook} tabular-nums`}>
              {webhook.attempts}
              <span className="md:sr-only"> {webhook.attempts === 1 ? 'attempt' : 'attempts'}</span>
            </td>
            <td className={`${tdLook} max-md:empty:hidden`}>{webhook.lastAnswer}</td>
            <td className={tdLook}>
              <SentState webhook={webhook} />
            </td>
            <td className={`${tdLook} max-md:empty:hidden md:text-right`}>
              {sendAgain && <SendAgain webhook={webhook} sendAgain={sendAgain} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const looks: Record<SentWebhookState, { icon: IconName; tone: string }> = {
  waiting: { icon: 'clock', tone: 'text-status-waiting' },
  delivered: { icon: 'checkCircle', tone: 'text-status-connected' },
  given_up: { icon: 'alert', tone: 'text-status-failed' },
}

function SentState({ webhook: { state, nextAttemptAt } }: { webhook: SentWebhookView }) {
  const { icon, tone } = looks[state]
  return (
    <span className={`inline-flex flex-wrap items-center gap-x-1.5 ${tone}`}>
      <Icon name={icon} className="size-3.5" />
      {sentWebhookWords[state]}
      {nextAttemptAt && (
        <span className="text-muted">
          next <LocalMoment at={nextAttemptAt} />
        </span>
      )}
    </span>
  )
}
