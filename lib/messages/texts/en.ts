import 'server-only'

/**
 * What messages say. The fields of `words.ts` stand in the templates; in the sentences that fill these, `{sender}` is who asks,
 * `{integrations}` what for, `{origin}` what the address begins with, and `{host}` its host. `one` and `other` are for as many
 * integrations, `again` is for a reconnect. A text of an SMS has no letters that make it need twice the room.
 */
export const english = {
  /** The customer where no name is known, and who asks where neither agent nor company is. */
  nobody: { customer: '', sender: 'the support team' },
  from: '{agent} from {company}',
  /** Between two sentences. */
  space: ' ',
  until: {
    today: 'until {day}, {time} ({zone})',
    tomorrow: 'until {day}, {time} ({zone})',
    later: 'until {day}, {time} ({zone})',
    /** Beside the words for today and tomorrow. */
    dated: '{date}, {zone}',
  },
  reminder: {
    subject: 'Reminder: {subject}',
    request: 'This is a reminder.',
    noMore: 'To get no more reminders of this link: {url}',
  },
  templates: {
    email: {
      subject: 'Please connect {{integrations}}',
      body: `Hello {{customer.name}},

{{request}}

To do so, open this link:
{{link}}

It works {{until}}. {{notes}}

{{safety}}

Kind regards
{{agent.firstName}}
{{company}}`,
    },
    sms: `{{request}}
{{link}}
Works {{until}}. {{notes}} {{safety}}`,
    chat: `Hello {{customer.name}},
{{request}}

{{link}}

It works {{until}}. {{notes}}

{{safety}}`,
    phone: `Hello {{customer.name}}. {{request}}

You will get a link from us for this. It works {{until}}. {{notes}}

{{safety}}`,
  },
  written: {
    request: {
      one: '{sender} asks you to connect your {integrations} account.',
      other: '{sender} asks you to connect your {integrations} accounts.',
      again: '{sender} asks you to connect your {integrations} account again.',
    },
    check: {
      none: '',
      email: 'The page first asks for your email address.',
      digits: 'The page first mails you six digits and asks for them.',
      words: 'The page first asks for the two words that we read out to you on the phone.',
    },
    handoff: {
      one: 'Until then you can leave the page and come back to it.',
      other: 'The page lists all the accounts; until then you can leave it and come back to it.',
      safety:
        'How you can tell that this is really us: the address begins with {origin} (please look before you open it). We never ask for a password, a key or a code in a message or on the phone; you enter those only at the provider’s own page or in the form that the link opens. If you did not expect this, press “I did not expect this” on the page.',
    },
    nango: {
      one: 'That is soon, so please open it right away. When the page says that it has worked, you can close it.',
      other:
        'That is soon, so please open it right away. The page connects one account at a time: when it says that it has worked, open the same link again for the next one.',
      safety:
        'How you can tell that this is really us: open the link only if you have just been in touch with us. It leads to Nango Connect ( {origin} ), the service that keeps the connection for us. We never ask for a password, a key or a code in a message or on the phone; you enter those only at the provider’s own page or in the form that the link opens. If you are not sure, call us at a number that you know already.',
    },
  },
  sms: {
    request: {
      one: '{sender} asks you to connect your {integrations} account:',
      other: '{sender} asks you to connect your {integrations} accounts:',
      again: '{sender} asks you to connect your {integrations} account again:',
    },
    check: { none: '', email: '', digits: '', words: '' },
    handoff: {
      one: '',
      other: '',
      safety: 'It is from us only if it begins with {origin} We never ask for passwords or codes by phone.',
    },
    nango: {
      one: '',
      other: 'Open it again for each account.',
      safety: 'We never ask for passwords or codes. If in doubt, call us.',
    },
  },
  phone: {
    request: {
      one: 'This is {sender}. I would like to ask you to connect your {integrations} account.',
      other: 'This is {sender}. I would like to ask you to connect your {integrations} accounts.',
      again: 'This is {sender}. I would like to ask you to connect your {integrations} account again.',
    },
    check: {
      none: '',
      email: 'The page first asks for your email address.',
      digits: 'The page first mails you six digits and asks for them.',
      words: 'The page first asks for two words. I read them out to you when you are there.',
    },
    handoff: {
      one: 'Until then you can leave the page and come back to it.',
      other: 'The page lists all the accounts; until then you can leave it and come back to it.',
      safety:
        'Before you open it, please look at the address: it begins with {host} and a slash. I will not ask you for a password, a key or a code, and neither will anybody else here. If somebody does, please hang up.',
    },
    nango: {
      one: 'That is soon, so it is best to open it while we are talking. When the page says that it has worked, you can close it.',
      other:
        'That is soon, so it is best to open it while we are talking. The page connects one account at a time: when it says that it has worked, open the same link again for the next one.',
      safety:
        'It leads to {host}: that is Nango Connect, the service that keeps the connection for us. I will not ask you for a password, a key or a code. If you are not sure that this call is real, hang up and call us at a number that you know already.',
    },
  },
  /** The mail with the digits that the customer's page asks for. */
  digits: {
    subject: 'Your six digits',
    body: `Hello {{customer.name}},

The link that {{sender}} gave you was opened, and these six digits were asked for there:

{{digits}}

Type them into the page that asked for them. They work for ten minutes, on that page only.

If that was not you, do nothing: nobody gets on without the digits. Give them to nobody, not even on the phone; we never ask for them there.`,
  },
  sheet: {
    works: 'This link works {until}.',
    scan: 'Scan the code with the camera of your phone, or type the address into a browser.',
    handoff: {
      follow: 'Press “Continue” and answer what the page asks.',
      one: 'Connect the account there. The page tells you when you are done.',
      other: 'Connect each account in the list. The page tells you when you are done.',
    },
    nango: {
      follow: 'Follow the page, which is called Nango Connect, and agree at the provider’s own page.',
      one: 'When it says that it has worked, you can close it.',
      other:
        'When it says that it has worked, scan the code again for the next account, until all are connected.',
    },
  },
  /** Says that this link is what its customer asked for when an earlier one had ended. */
  answer: {
    written: 'A new link was asked for; here it is.',
    sms: 'Here is your new link.',
    phone: 'A new link was asked for.',
  },
  /** What tells a customer that it is done. `when` is how an instant is told, `nobody` whom to turn to where neither agent nor company is known. */
  receipt: {
    when: '{day}, {time} ({zone})',
    nobody: 'our support team',
    done: {
      one: 'Your {integrations} account was connected for {sender} on {when}.',
      other: 'Your {integrations} accounts were connected for {sender} on {when}.',
      again: 'Your {integrations} account was connected again for {sender} on {when}.',
    },
    subject: 'Connected: {{integrations}}',
    body: `Hello {{customer.name}},

{{done}}

There is nothing more for you to do. To have it undone, tell {{contact}}, or remove the access in your account at the provider.

If it was not you, answer this mail or tell {{contact}} at once.

Kind regards
{{agent.firstName}}
{{company}}`,
  },
}

export type MessageTexts = typeof english
