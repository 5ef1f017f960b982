import { customerFieldNames, customerFields, forNames, optionalFieldNames } from '@/lib/core/customer-fields'
import type { LinkFormValues, Pair } from '@/lib/links/schema/form'

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const freshText = (now: string, earlier: string) => (now === earlier ? '' : now)

const freshPairs = (now: Pair[], earlier: Pair[]) =>
  now.filter((pair) => !earlier.some((one) => isSame(one, pair)))

/**
 * The form for another customer: the id as it stands now, and nothing that still stands there from the earlier one. What
 * was typed or chosen since stays.
 */
export function withoutEarlier(now: LinkFormValues, earlier: LinkFormValues): LinkFormValues {
  const integrations = now.integrations.filter((key) => !earlier.integrations.includes(key))
  const advanced = Object.entries(now.advanced).filter(
    ([key, one]) => integrations.includes(key) && !isSame(one, earlier.advanced[key]),
  )
  return {
    customerId: now.customerId,
    ...forNames(optionalFieldNames, 'input', (field) => {
      const { input } = customerFields[field]
      return freshText(now[input], earlier[input])
    }),
    integrations,
    language: freshText(now.language, earlier.language),
    tags: freshPairs(now.tags, earlier.tags),
    advanced: Object.fromEntries(advanced),
    confirmedHosts: [],
    worksFor: now.worksFor,
    check: '',
  }
}

/** What stands in the form now, and what stood there before wherever nothing does. */
export function fillGaps(now: LinkFormValues, before: LinkFormValues): LinkFormValues {
  return {
    ...forNames(customerFieldNames, 'input', (field) => {
      const { input } = customerFields[field]
      return now[input] || before[input]
    }),
    integrations: [...new Set([...before.integrations, ...now.integrations])],
    language: now.language || before.language,
    tags: now.tags.length > 0 ? now.tags : before.tags,
    advanced: { ...before.advanced, ...now.advanced },
    confirmedHosts: [],
    worksFor: now.worksFor,
    check: now.check,
  }
}
