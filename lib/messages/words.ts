/** How a message about a link goes to its customer. */
export const channels = ['email', 'sms', 'chat', 'phone'] as const
export type Channel = (typeof channels)[number]

export const channelWords: Record<Channel, string> = {
  email: 'Email',
  sms: 'SMS',
  chat: 'Chat',
  phone: 'Phone script',
}

/** The fields that may stand in a template, in double braces, and what takes their place. */
export const fieldWords = {
  'customer.name':
    'The customer’s display name. Where it is not known, it is left out with the comma before it.',
  request: 'A sentence: who asks, and which accounts are to be connected, or connected again.',
  integrations: 'The names of the integrations that are not connected yet, as a list.',
  sender: 'Who asks: first name and company, or what is known of them.',
  'agent.firstName': 'First name of whoever made the link; left out where a tool did.',
  company: 'COMPANY_NAME; left out where it is not set.',
  link: 'The address of the link.',
  'link.host': 'The host that the address begins with.',
  until: 'Until when the link works, beginning with “until”.',
  notes:
    'What the customer has to know of this kind of link, such as that it is opened again for each account.',
  safety: 'How the customer can tell that it is really you, and what you never ask for.',
} as const
export type Field = keyof typeof fieldWords

/** Whether a name in double braces is one that something takes the place of. */
export function isField(name: string): name is Field {
  return Object.hasOwn(fieldWords, name)
}

/** A field as it stands in a template. A person may put spaces within the braces. */
export const fieldPattern = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The examples that a text can be looked at with: each kind of link. */
export const exampleKinds = ['handoff', 'nango'] as const
export type ExampleKind = (typeof exampleKinds)[number]
