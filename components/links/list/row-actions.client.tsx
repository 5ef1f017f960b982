import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { copyText, PassingNote } from '@/components/kit/copy.client'
import { Dialog } from '@/components/kit/dialog.client'
import { FailureText, toFailure } from '@/components/kit/failure-text.client'
import { controlClass } from '@/components/kit/field.client'
import { useAnswer, useIntent } from '@/components/kit/use-answer.client'
import { RenewDialog } from '@/components/links/card/footer.client'
import { RevokeDialog } from '@/components/links/revoke-dialog.client'
import { routes } from '@/lib/core/routes'
import {
  recordHandOverAction,
  renewLinkAction,
  revealLinkAction,
  revokeLinkAction,
} from '@/lib/links/actions'
import type { LinkView } from '@/lib/links/view'

/** What a row's menu does with its link, by id. */
export type RowActions = Record<'copy' | 'renew' | 'revoke', (id: string) => void>

/** Carries why a link is not shown to where it was to be copied. */
class NotShown extends Error {
  constructor(readonly why: ReactNode) {
    super('The link is not shown.')
  }
}

/** The address of a link. Each look at it is kept in its history. */
const fetchUrl = async (id: string): Promise<string> => {
  const answer = await revealLinkAction(id)
  if (!answer.ok) throw new NotShown(<FailureText failure={answer.failure} />)
  if (answer.value.url === null) throw new NotShown('This link has ended, so there is nothing to copy.')
  return answer.value.url
}

/** Copies the link of a row; where the browser refuses, shows it for copying by hand. */
const useCopyLink = () => {
  const [news, setNews] = useState<ReactNode>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const copy = async (id: string) => {
    setNews(null)
    const url = fetchUrl(id)
    try {
      if (!(await copyText(url))) return setRefused(await url)
      setNews('Link copied.')
      // What cannot be recorded disturbs nobody: the look itself is.
      await recordHandOverAction({ id, how: 'copied' }).catch(() => null)
    } catch (error) {
      setNews(error instanceof NotShown ? error.why : <FailureText failure={toFailure(error)} />)
    }
  }
  return { copy, news, refused, forget: () => setRefused(null) }
}

/** A link that could not be copied, marked. */
function RefusedLink({ url, onClose }: { url: string; onClose: () => void }) {
  const text = useRef<HTMLInputElement>(null)
  useEffect(() => text.current?.select(), [])
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">Copy the link by hand</h2>
      <p>The browser refused to copy. The link is selected.</p>
      <input
        ref={text}
        readOnly
        value={url}
        aria-label="Address of the link"
        className={`${controlClass} font-mono text-sm!`}
      />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}

/** What the menus of a list do, and what that shows beside the table. */
export function useRowActions(
  shown: LinkView[],
  learn: (link: LinkView) => Promise<void>,
): { actions: RowActions; parts: ReactNode } {
  const router = useRouter()
  const [asked, setAsked] = useState<{ what: 'renew' | 'revoke'; id: string } | null>(null)
  const close = () => setAsked(null)
  const id = asked?.id ?? ''
  const copying = useCopyLink()
  const renewal = useIntent(
    (intentKey) => renewLinkAction({ linkId: id, intentKey }),
    ({ link }) => router.push(routes.newLink(link.id)),
  )
  const revocation = useAnswer(
    () => revokeLinkAction(id),
    (revoked) => {
      void learn(revoked)
      close()
    },
  )
  const link = shown.find((one) => one.id === id)
  const words = { endWords: link?.endWords ?? '', onClose: close }
  return {
    actions: {
      copy: (of) => void copying.copy(of),
      renew: (of) => setAsked({ what: 'renew', id: of }),
      revoke: (of) => setAsked({ what: 'revoke', id: of }),
    },
    parts: (
      <>
        <RenewDialog
          isOpen={asked?.what === 'renew'}
          isLive={link?.state === 'active'}
          answer={renewal}
          {...words}
        />
        <RevokeDialog isOpen={asked?.what === 'revoke'} answer={revocation} {...words} />
        <Dialog isOpen={copying.refused !== null} onClose={copying.forget} label="Copy the link by hand">
          {copying.refused !== null && <RefusedLink url={copying.refused} onClose={copying.forget} />}
        </Dialog>
        <PassingNote>{copying.news}</PassingNote>
      </>
    ),
  }
}
