import { lazyPart } from '@/components/kit/lazy-part.client'
import { DialogButton } from '@/components/messages/dialog-button.client'
import type { LinkView } from '@/lib/links/view'

const { Part: SendDialog, preload } = lazyPart(
  () => import('@/components/mail/send-dialog.client').then((module) => module.SendDialog),
  'The mail could not be loaded. Reload the page to send it.',
)

type SendMailProps = {
  link: LinkView
  text?: string
  /** To send it is the next thing to do. */
  isFirst?: boolean
}

/** The button on a link's card that has the desk mail it to the customer; absent where it sends no mails. */
export function SendMail({ link, text = 'Send by mail', isFirst = false }: SendMailProps) {
  if (!link.canMail) return null
  return (
    <DialogButton icon="mail" text={text} preload={preload} variant={isFirst ? 'primary' : 'plain'}>
      {(onClose) => <SendDialog link={link} onClose={onClose} />}
    </DialogButton>
  )
}
