/** One field of the customer, by each name that it has somewhere. */
type Field = {
  /** In the New link form. */
  input: string
  /** In an address that fills the form in. */
  address: string
  label: string
  isMono?: boolean
  /** Shares its line with its neighbour. */
  isHalf?: boolean
  inputMode?: 'email'
  /** In the bodies of the API. */
  api: string
  /** What the API's reference says of it; no browser loads that. */
  meta: { description?: string; example: string } | undefined
  /** Nango's tag, from https://nango.dev/docs (tags of a connect session). */
  tag: string
  /** The property of the row of a link. */
  column: string
  /** In exported files. */
  heading: string
}

/**
 * Every field that says who the customer is, in the order of forms, tags, searches and files. Another one is a line here and
 * a column of the links in `lib/db/schema.ts`.
 */
export const customerFields = {
  id: {
    input: 'customerId',
    address: 'customerId',
    label: 'Customer ID',
    isMono: true,
    api: 'endUserId',
    meta:
      typeof window === 'undefined'
        ? { description: 'Your id of the customer.', example: 'user_42' }
        : undefined,
    tag: 'end_user_id',
    column: 'customerId',
    heading: 'customer id',
  },
  email: {
    input: 'email',
    address: 'email',
    label: 'Email',
    inputMode: 'email',
    api: 'endUserEmail',
    meta:
      typeof window === 'undefined'
        ? {
            description:
              'An e-mail address. A domain in letters of any script is kept as mail servers write it (`xn--…`). Nango takes none with such an ending, so those connections have no tag of it.',
            example: 'ada@example.com',
          }
        : undefined,
    tag: 'end_user_email',
    column: 'customerEmail',
    heading: 'customer e-mail',
  },
  displayName: {
    input: 'displayName',
    address: 'name',
    label: 'Display name',
    api: 'endUserDisplayName',
    meta: typeof window === 'undefined' ? { example: 'Ada Lovelace' } : undefined,
    tag: 'end_user_display_name',
    column: 'customerName',
    heading: 'customer name',
  },
  organizationId: {
    input: 'organizationId',
    address: 'organizationId',
    label: 'Organization ID',
    isMono: true,
    isHalf: true,
    api: 'organizationId',
    meta: typeof window === 'undefined' ? { example: 'org_7' } : undefined,
    tag: 'organization_id',
    column: 'organizationId',
    heading: 'organization id',
  },
  organizationName: {
    input: 'organizationName',
    address: 'organizationName',
    label: 'Organization name',
    isHalf: true,
    api: 'organizationDisplayName',
    meta: typeof window === 'undefined' ? { example: 'Example Inc.' } : undefined,
    tag: 'organization_display_name',
    column: 'organizationName',
    heading: 'organization name',
  },
} as const satisfies Record<string, Field>

type Fields = typeof customerFields
export type CustomerField = keyof Fields
/** Only the id is always there. */
export type OptionalField = Exclude<CustomerField, 'id'>
type Vocabulary = 'input' | 'address' | 'api' | 'tag' | 'column'

const isCustomerField = (name: string): name is CustomerField => Object.hasOwn(customerFields, name)
const isOptionalField = (name: string): name is OptionalField => isCustomerField(name) && name !== 'id'

/** The fields in their order. */
export const customerFieldNames = Object.keys(customerFields).filter(isCustomerField)
export const optionalFieldNames = customerFieldNames.filter(isOptionalField)

/** A customer of whom anything may be unknown. */
export type ConnectedCustomer = Record<CustomerField, string | null>

/** What stands in the form's fields, as typed. */
export type CustomerTexts = Record<Fields[CustomerField]['input'], string>

/** Something for each of some fields. */
export function forFields<Name extends CustomerField, T>(
  names: Name[],
  toValue: (field: Name) => T,
): Record<Name, T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name has its value
  return Object.fromEntries(names.map((name) => [name, toValue(name)])) as Record<Name, T>
}

/** Something for each of some fields, by their names in a vocabulary. */
export function forNames<Name extends CustomerField, V extends Vocabulary, T>(
  names: Name[],
  vocabulary: V,
  toValue: (field: Name) => T,
): Record<Fields[Name][V], T> {
  const entries = names.map((name) => [customerFields[name][vocabulary], toValue(name)])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name has its value
  return Object.fromEntries(entries) as Record<Fields[Name][V], T>
}

export function toCustomerTexts(customer: ConnectedCustomer): CustomerTexts {
  return forNames(customerFieldNames, 'input', (field) => customer[field] ?? '')
}

/** The tag that ties a connection to its link; nobody changes it by hand. */
export const linkTag = 'connect_link_id'

/** The tag that says in which visit of a hand-off link's page a connection was made. */
export const visitTag = 'connect_visit_id'

/** Nango takes 10 tags on a connect session (packages/shared/lib/services/tags/schema.ts in NangoHQ/nango). */
export const tagLimit = 10
