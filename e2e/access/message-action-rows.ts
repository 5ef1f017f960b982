import { type ActionRow, everyRole } from './row'

const signedOut = 'signed_out'
const malformed = 'invalid_input'

const nobodys = { own: 'not_found', other: 'not_found', missing: 'not_found', malformed }

/** For who may see a link; `gets` is what they get. */
const ofLink = (gets: string): ActionRow['gets'] => ({
  viewer: nobodys,
  agent: { ...nobodys, own: gets },
  admin: { ...nobodys, own: gets, other: gets },
  else: signedOut,
})

const text = { channel: 'sms', language: 'de', subject: null, body: '{{link}}' }

/** Who passes a link on, alone or within a message, and who says what messages are. */
export const messageActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action recordHandOverAction',
    about: 'link',
    ask: ({ id }) => [{ id, how: 'copied' }],
    gets: ofLink('done + changed'),
  },
  {
    kind: 'action',
    name: 'action offerMessageAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, channel: 'email', language: null, zone: 'UTC', isTaken: true }],
    gets: ofLink('done + changed + link'),
  },
  {
    kind: 'action',
    name: 'action printSheetAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, zone: 'UTC' }],
    gets: ofLink('done + changed'),
  },
  {
    kind: 'action',
    name: 'action previewMailAction',
    about: 'link',
    ask: ({ id }) => [{ linkId: id, language: null }],
    gets: ofLink('done'),
  },
  {
    kind: 'action',
    // A text that nobody was shown is not sent; what is sent is shown by lib/messages/send.db.test.ts.
    name: 'action sendMailAction',
    about: 'link',
    ask: ({ id }) => [
      { linkId: id, language: null, to: 'ada@example.com', seen: 'another text', withReminders: false },
    ],
    gets: ofLink('done'),
  },
  {
    kind: 'action',
    name: 'action saveTemplateAction',
    about: 'nothing',
    // Nobody has saved that many; what is saved is shown by lib/messages/templates.db.test.ts.
    ask: () => [{ ...text, replaces: 999 }],
    gets: { ...everyRole('not_allowed'), admin: 'template_changed', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action previewTemplateAction',
    about: 'nothing',
    ask: () => [{ ...text, example: 'nango' }],
    gets: { ...everyRole('not_allowed'), admin: 'done', else: signedOut },
  },
]
