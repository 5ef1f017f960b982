import Link from 'next/link'

import { tableLook, tbodyLook, tdLook, theadLook, thLook, trLook } from '@/components/table/table-look'
import { LocalMoment } from '@/components/ui/local-moment.client'
import type { AuditLine } from '@/lib/audit/view'
import { routes } from '@/lib/core/routes'

/** The audit log, newest first. */
export function AuditTable({ lines }: { lines: AuditLine[] }) {
  return (
    <table aria-label="Audit log" className={tableLook}>
      <thead className={theadLook}>
        <tr>
          {['When', 'What', 'Who', 'Link', 'Facts'].map((title) => (
            <th key={title} scope="col" className={thLook}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={tbodyLook}>
        {lines.map((line) => (
          <tr key={line.id} className={trLook}>
            <td className={`${tdLook} text-muted`}>
              <LocalMoment at={line.at} />
            </td>
            <td className={`${tdLook} font-medium md:font-normal`}>{line.text}</td>
            <td
              className={`${tdLook} ${line.isDesk ? 'text-muted italic' : ''}`}
              title={line.email ?? undefined}
            >
              {line.who}
            </td>
            <td className={`${tdLook} font-mono text-xs max-md:empty:hidden`}>
              {line.linkId && <LinkOfLine id={line.linkId} />}
            </td>
            <td className={`${tdLook} font-mono text-xs text-muted max-md:empty:hidden md:max-w-72`}>
              <Facts facts={line.facts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The end of an id tells links apart; its beginning is the time, which stands beside it. */
function LinkOfLine({ id }: { id: string }) {
  return (
    <Link
      href={routes.link(id)}
      prefetch={false}
      aria-label={`Link ${id}`}
      title={id}
      className="text-accent underline underline-offset-2"
    >
      …{id.slice(-8)}
    </Link>
  )
}

function Facts({ facts }: { facts: AuditLine['facts'] }) {
  const text = facts.map(([name, value]) => `${name}=${value}`).join('  ')
  return (
    text && (
      <span className="block break-words md:truncate" title={text}>
        {text}
      </span>
    )
  )
}
