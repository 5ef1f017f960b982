import 'server-only'
import { NextResponse } from 'next/server'

import { fail, type Result } from '@/lib/core/result'
import type { StaffCtx } from '@/lib/ctx'
import { consumeAllowance } from '@/lib/db/allowances'

import { acquireExportPlace, answerExport, type ExportFormat } from './export-answer'
import { isInert, ownOrigin } from './origin'
import type { Cell } from './spreadsheet'
import { answerFailure, readAsStaff } from './staff-route'

/** Exports that one person may begin: each is an event. */
const mostAMinute = 60

type Export<Column extends string> = {
  /** Of the file, without its ending. */
  name: string
  columns: Record<Column, string>
  /** What only some roles may export, such as `audit.export`: it stands in the audit log when somebody else tries. */
  what?: string
  /** The page that offers the export: a browser that cannot get it now goes back there and reads why. */
  pageWith: (query: { notice: string }) => string
  work: (ctx: StaffCtx) => Promise<Result<AsyncIterable<Record<Column, Cell>[]>>>
}

const formatOf = (request: Request): ExportFormat =>
  new URL(request.url).searchParams.get('format') === 'xlsx' ? 'xlsx' : 'csv'

/**
 * The guard of a GET route that answers with a file: session, a place among the exports, then the work. One export a
 * person and a few a process; nothing is exported, and no event written, for a HEAD or a page of another site.
 */
export async function exportAsStaff<Column extends string>(
  request: Request,
  { name, columns, what, pageWith, work }: Export<Column>,
): Promise<Response> {
  if (isInert(request)) return answerFailure({ code: 'foreign_origin' })
  let leave: (() => void) | undefined
  let isOver = false
  const rows = await readAsStaff(async (ctx) => {
    // First, for it costs the database nothing, and whoever has to wait has begun nothing.
    const place = acquireExportPlace(ctx.actor.id)
    if ('refused' in place) return fail({ code: place.refused })
    leave = place.leave
    try {
      const { isSpent, resetSeconds } = await consumeAllowance(ctx.db, `exports ${ctx.actor.id}`, mostAMinute)
      return isSpent ? fail({ code: 'rate_limited', retryAfterSeconds: resetSeconds }) : await work(ctx)
    } finally {
      // Where the database was too slow, nobody waits for this any more.
      if (isOver) place.leave()
    }
  }, what)
  isOver = true
  if (rows.ok)
    return answerExport({
      name,
      format: formatOf(request),
      columns,
      rows: rows.value,
      ...(leave && { onEnd: leave }),
    })
  leave?.()
  const { code } = rows.failure
  const isBusy = code === 'export_running' || code === 'exports_full' || code === 'rate_limited'
  if (isBusy && request.headers.get('sec-fetch-mode') === 'navigate')
    return NextResponse.redirect(`${ownOrigin(request.headers) ?? ''}${pageWith({ notice: code })}`, 303)
  return answerFailure(rows.failure)
}
