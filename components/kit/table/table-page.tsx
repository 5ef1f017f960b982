import Link from 'next/link'
import type { ReactNode } from 'react'

import { buttonClass } from '@/components/kit/button.client'
import { Icon, type IconName } from '@/components/kit/icon.client'
import { PendingLink } from '@/components/kit/loading.client'
import { Notice } from '@/components/kit/notice.client'
import { toFailureView } from '@/lib/core/failure'

type EmptyStateProps = { icon: IconName; title: string; text: string; children?: ReactNode }

/** What stands in the place of a table without rows: what the page is for, and the button that goes on. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-hairline bg-surface px-4 py-12 text-center">
      <Icon name={icon} className="size-10 text-muted" />
      <div className="max-w-96">
        <p className="text-lg font-semibold">{title}</p>
        <p className="mt-1 text-muted">{text}</p>
      </div>
      {children}
    </div>
  )
}

type PagerProps = {
  /** Names the landmark, such as "Pages of links". */
  label: string
  /** Where the neighbouring pages are; null where there is none. */
  newer: string | null
  older: string | null
  newerText?: string
  olderText?: string
}

/** Leads to newer and older rows. */
export function Pager({ label, newer, older, newerText = 'Newer', olderText = 'Older' }: PagerProps) {
  if (newer === null && older === null) return null
  return (
    <nav aria-label={label} className="mt-4 flex items-center justify-end gap-2">
      {newer !== null && (
        <Link href={newer} prefetch={false} rel="prev" className={pageLinkClass}>
          <PendingLink>
            <Icon name="chevron" className="size-3.5 rotate-90" />
          </PendingLink>
          {newerText}
        </Link>
      )}
      {older !== null && (
        <Link href={older} prefetch={false} rel="next" className={pageLinkClass}>
          {olderText}
          <PendingLink>
            <Icon name="chevron" className="size-3.5 -rotate-90" />
          </PendingLink>
        </Link>
      )}
    </nav>
  )
}

const pageLinkClass =
  'inline-flex h-control items-center gap-2 rounded-lg border border-control-line bg-surface px-3 font-medium transition-colors hover:bg-sunken'

type ExportLinksProps = { hrefOf: (query: { format: 'xlsx' | null }) => string }

/**
 * Downloads what the table shows, all of it, for people and for programs. Without `download`, so that a refusal leads back
 * to the page and is read.
 */
export function ExportLinks({ hrefOf }: ExportLinksProps) {
  return (
    <>
      <a
        href={hrefOf({ format: 'xlsx' })}
        title="An Excel workbook (.xlsx) in which every cell is text, exactly as it is here"
        className={buttonClass()}
      >
        <Icon name="download" />
        For a spreadsheet
      </a>
      <a
        href={hrefOf({ format: null })}
        title="For programs: every value exactly as it is. A spreadsheet may take some for numbers, dates or formulas"
        className={buttonClass()}
      >
        <Icon name="download" />
        Export CSV
      </a>
    </>
  )
}

type ListCountProps = { rows: number; isMore: boolean; isFirst: boolean; one: string }

const plural = new Intl.PluralRules('en')

/** How many rows a list has, where one page knows it: all of them, or that there are more than this. */
export function ListCount({ rows, isMore, isFirst, one }: ListCountProps) {
  if (!isFirst || rows === 0) return null
  return (
    <p className="mb-2 text-sm text-muted tabular-nums">
      {rows}
      {isMore && '+'} {!isMore && plural.select(rows) === 'one' ? one : `${one}s`}
    </p>
  )
}

const refusals = ['export_running', 'exports_full', 'rate_limited'] as const

/** Why an export did not begin, where the address says so. */
export function ExportNotice({ notice }: { notice: unknown }) {
  const code = refusals.find((one) => one === notice)
  if (!code) return null
  return (
    <Notice tone="warning" role="alert" className="mb-4">
      {toFailureView({ code }, 'read').message}
    </Notice>
  )
}
