import type { StaffCtx } from '@/lib/ctx'
import { createLink } from '@/lib/links/create'
import type { CreateLinkInput } from '@/lib/links/schema/create'
import type { LiveLinkView } from '@/lib/links/view'
import { askAnew } from '@/lib/visits/ask'
import { beginVisit } from '@/lib/visits/begin'
import { mailDigits } from '@/lib/visits/mail-digits'
import { noteEvent } from '@/lib/visits/note'
import { openNangoPage, openVisitSession } from '@/lib/visits/open'
import { passCheck } from '@/lib/visits/pass'
import { readPage, readVisited } from '@/lib/visits/read'
import { reportLink } from '@/lib/visits/report'
import type { FrameEvent } from '@/lib/visits/schema'
import type { ReportReason } from '@/lib/visits/words'

import { integration } from './connect-customer'
import { linkInput, type TestDesk, valueOf } from './test-desk'

/** Where the form of a link begins that a frame was given this token for. */
export const formOf = (desk: TestDesk, token: string) =>
  `${desk.sandbox.publicOrigin}/?session_token=${encodeURIComponent(token)}`

/** Whether a connect session still does something at the sandbox at `origin`. */
export const isSessionAlive = async (origin: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${origin}/connect/session`, { headers })).status === 200
}

export type MadeHandoff = LiveLinkView & { id: string; code: string }

/** A hand-off link of three days for one API key, whose customer types their e-mail address. */
export const makeHandoff = async (
  ctx: StaffCtx,
  changes: Partial<CreateLinkInput> = {},
): Promise<MadeHandoff> => {
  const input = linkInput({ worksFor: '3d', check: 'email', integrations: [integration], ...changes })
  return toMade(valueOf(await createLink(ctx, input)))
}

/** The same of one that is there. */
export const toMade = (live: LiveLinkView): MadeHandoff => ({
  ...live,
  id: live.link.id,
  code: live.url?.split('/').at(-1) ?? '',
})

/** The answer to the check of `makeHandoff`. */
export const rightAnswer = 'ada@example.com'

/** As many wrong ones as lock a link. */
export const wrongAnswers = [
  'eve@example.com',
  'ada@example.org',
  'a@example.com',
  'ada@example.com.au',
  'ada@example.co',
]

/** A browser at a code, with its own cookie. */
export const openBrowser = (desk: Pick<TestDesk, 'deskCtx'>, code: string) => {
  let secret: string | null = null
  const visited = async () => {
    const found = await readVisited(desk.deskCtx(), code, secret)
    if (!found) throw new Error('this code leads nowhere')
    return found
  }
  const press = async () => {
    secret = (await beginVisit(desk.deskCtx(), await visited(), 'iPhone')) ?? secret
  }
  const answer = async (text: string) => passCheck(desk.deskCtx(), await visited(), text)
  return {
    readCookie: () => secret,
    takeCookie: (value: string | null) => {
      secret = value
    },
    /** An answer to the check that has read the link already and is judged later. */
    hold: async () => {
      const before = await visited()
      return (text: string) => passCheck(desk.deskCtx(), before, text)
    },
    isPassed: async () => ((await visited()).visit?.passedAt ?? null) !== null,
    visitId: async () => (await visited()).visit?.id ?? null,
    look: () => readPage(desk.deskCtx(), code, secret),
    press,
    answer,
    askForDigits: async () => mailDigits(desk.deskCtx(), await visited(), 'fr'),
    /** Opens the link and shows that it is its customer. */
    enter: async () => {
      await press()
      await answer(rightAnswer)
    },
    session: async (key: string = integration) => openVisitSession(desk.deskCtx(), await visited(), key),
    say: async (event: FrameEvent) => noteEvent(desk.deskCtx(), await visited(), event),
    goOn: async () => openNangoPage(desk.deskCtx(), await visited()),
    report: async (reason: ReportReason = 'not_asked') =>
      reportLink(desk.deskCtx(), await visited(), { reason, text: 'Who?' }),
    ask: async () => askAnew(desk.deskCtx(), await visited()),
  }
}

export type Browser = ReturnType<typeof openBrowser>
