import { emptyLinkForm, type LinkFormValues, type Pair } from './link-form'

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const freshText = (now: string, earlier: string) => (now === earlier ? '' : now)

const freshPairs = (now: Pair[], earlier: Pair[]) =>
  now.filter((pair) => !earlier.some((one) => isSame(one, pair)))

/**
 * The form for another customer: the id as it stands now, and nothing that still stands there from the earlier one. What
 * was typed or chosen since stays.
 */
export const withoutEarlier = (now: LinkFormValues, earlier: LinkFormValues): LinkFormValues => {
  const integrations = now.integrations.filter((key) => !earlier.integrations.includes(key))
  const advanced = Object.entries(now.advanced).filter(
    ([key, one]) => integrations.includes(key) && !isSame(one, earlier.advanced[key]),
  )
  return {
    customerId: now.customerId,
    email: freshText(now.email, earlier.email),
    displayName: freshText(now.displayName, earlier.displayName),
    organizationId: freshText(now.organizationId, earlier.organizationId),
    organizationName: freshText(now.organizationName, earlier.organizationName),
    integrations,
    language: freshText(now.language, earlier.language),
    tags: freshPairs(now.tags, earlier.tags),
    advanced: Object.fromEntries(advanced),
    confirmedHosts: [],
  }
}

/** What stands in the form now, and what stood there before wherever nothing does. */
export const fillGaps = (now: LinkFormValues, before: LinkFormValues): LinkFormValues => ({
  customerId: now.customerId || before.customerId,
  email: now.email || before.email,
  displayName: now.displayName || before.displayName,
  organizationId: now.organizationId || before.organizationId,
  organizationName: now.organizationName || before.organizationName,
  integrations: [...new Set([...before.integrations, ...now.integrations])],
  language: now.language || before.language,
  tags: now.tags.length > 0 ? now.tags : before.tags,
  advanced: { ...before.advanced, ...now.advanced },
  confirmedHosts: [],
})

export const isEmptyForm = (values: LinkFormValues): boolean =>
  isSame({ ...emptyLinkForm, ...values }, emptyLinkForm)
