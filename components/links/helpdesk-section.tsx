import { CopyText } from '@/components/kit/copy.client'
import { Pair, Pairs, Section } from '@/components/kit/section/section'
import { customerFieldNames, customerFields } from '@/lib/core/customer-fields'
import { languages } from '@/lib/core/language'

/**
 * Zendesk's names for what a ticket knows, as its apps put them into an address
 * (https://support.zendesk.com/hc/en-us/articles/4408886858138, Zendesk placeholders reference).
 */
const zendesk = {
  id: '{{ticket.requester.external_id}}',
  email: '{{ticket.requester.email}}',
  displayName: '{{ticket.requester.name}}',
  organizationId: '{{ticket.organization.external_id}}',
  organizationName: '{{ticket.organization.name}}',
  ticket: '{{ticket.id}}',
}

type Values = Record<keyof typeof zendesk, string>

const fieldsOf = (values: Values) => [
  ...customerFieldNames.map((field) => [customerFields[field].address, values[field]] as const),
  ['ticket', values.ticket] as const,
]

/** Placeholders stand as they are: the helpdesk encodes what it puts in their place. */
const toAddress = (origin: string, values: Values) =>
  `${origin}/?${fieldsOf(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')}`

const plain: Values = {
  id: '{id}',
  email: '{email}',
  displayName: '{name}',
  organizationId: '{organization id}',
  organizationName: '{organization}',
  ticket: '{ticket number}',
}

const toScript = (origin: string) =>
  [
    'const query = new URLSearchParams({',
    ...fieldsOf({
      id: 'customer.id',
      email: 'customer.email',
      displayName: 'customer.name',
      organizationId: 'customer.organization.id',
      organizationName: 'customer.organization.name',
      ticket: 'String(ticket.id)',
    }).map(([name, value]) => `  ${name}: ${value},`),
    '})',
    `window.open(\`${origin}/?\${query}\`, 'connect-desk')`,
  ].join('\n')

const toButton = (origin: string) =>
  `<a href="${toAddress(origin, plain).replaceAll('&', '&amp;')}" target="connect-desk" rel="noreferrer">Connect link</a>`

type SnippetProps = { title: string; text: string; about: string }

function Snippet({ title, text, about }: SnippetProps) {
  return (
    <li className="rounded-lg border border-hairline bg-surface">
      <div className="flex items-center justify-between gap-2 px-3 pt-2">
        <h3 className="font-medium">{title}</h3>
        <CopyText text={text} label={`Copy: ${title}`} />
      </div>
      <p className="px-3 text-sm text-muted">{about}</p>
      <pre
        translate="no"
        className="m-3 mt-2 rounded-md bg-sunken p-2 font-mono text-xs leading-[1.125rem] whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </pre>
    </li>
  )
}

type HelpdeskSectionProps = {
  /** Where people open the desk; null where the settings do not say. */
  origin: string | null
  tickets: { tagKey: string; url: string | null }
}

/** How a button in a helpdesk's sidebar opens the form, filled in for its ticket. */
export function HelpdeskSection({ origin, tickets }: HelpdeskSectionProps) {
  const here = origin ?? 'https://desk.example.com'
  return (
    <Section title="Helpdesk">
      <p className="mb-3 max-w-prose text-muted">
        A button in your helpdesk’s sidebar can open the New link form, filled in for the ticket’s customer.
        Nothing is sent by it: a person looks, and presses Create link.
      </p>
      <ul className="mb-4 grid gap-3">
        <Snippet
          title="Address"
          text={toAddress(here, plain)}
          about="For any helpdesk: put its placeholders, encoded for an address, in the place of the words in braces."
        />
        <Snippet
          title="Zendesk"
          text={toAddress(here, zendesk)}
          about="For an app that makes buttons of addresses with placeholders."
        />
        <Snippet title="HTML" text={toButton(here)} about="A link that uses one tab for all tickets." />
        <Snippet
          title="JavaScript"
          text={toScript(here)}
          about="For an app of yours in the sidebar; say where your customer and ticket are."
        />
      </ul>
      <Pairs>
        {customerFieldNames.map((field) => (
          <Pair key={field} name={<code>{customerFields[field].address}</code>}>
            {customerFields[field].label}
          </Pair>
        ))}
        <Pair name={<code>integrations</code>}>Ids at Nango, with commas between them</Pair>
        <Pair name={<code>preset</code>}>The name of a preset, one’s own or a shared one</Pair>
        <Pair name={<code>lang</code>}>{languages.join(', ')}</Pair>
        <Pair name={<code>ticket</code>}>
          Becomes the tag <code>{tickets.tagKey}</code> (TICKET_TAG_KEY);{' '}
          {tickets.url === null
            ? 'set TICKET_URL so that links lead back to it.'
            : `links lead back to ${tickets.url}.`}
        </Pair>
      </Pairs>
    </Section>
  )
}
