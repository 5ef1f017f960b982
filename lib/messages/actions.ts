'use server'

import { staffAction } from '@/lib/guards/staff-action'

import { offerMessage } from './offer'
import { previewTemplate } from './preview'
import { printSheet } from './print-sheet'
import { saveTemplate } from './save'
import {
  MailPreviewInput,
  MessageInput,
  PreviewInput,
  SaveTemplateInput,
  SendMailInput,
  SheetInput,
} from './schema'
import { sendLinkMail, previewMail } from './send'

/** The Copy message dialog: shows the message, and gives it away. */
export const offerMessageAction = staffAction(
  { name: 'message.take', input: MessageInput, doing: 'read' },
  offerMessage,
)

/** The card's Print button. */
export const printSheetAction = staffAction(
  { name: 'link.print', input: SheetInput, doing: 'read' },
  printSheet,
)

/** Saves what messages say from now on. */
export const saveTemplateAction = staffAction(
  { name: 'template.save', input: SaveTemplateInput, doing: 'message' },
  saveTemplate,
)

/** How what stands in the editor would read. */
export const previewTemplateAction = staffAction(
  { name: 'template.preview', input: PreviewInput, doing: 'read' },
  (ctx, input) => Promise.resolve(previewTemplate(ctx, input)),
)

/** What Send by mail would send. */
export const previewMailAction = staffAction(
  { name: 'mail.preview', input: MailPreviewInput, doing: 'read' },
  previewMail,
)

/** The Send button of that dialog. */
export const sendMailAction = staffAction(
  { name: 'mail.send', input: SendMailInput, doing: 'mail' },
  sendLinkMail,
)
