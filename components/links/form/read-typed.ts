import { customerFieldNames, customerFields, forNames } from '@/lib/core/customer-fields'
import { type LinkFormValues, readIntentKey, readLinkForm } from '@/lib/links/schema/form'

/** What a form is to go on with. */
export type Typed = { values: LinkFormValues; intentKey: string }

/**
 * What was kept for this person, as it was posted; null where it is somebody else's, or nothing that can be read. What was
 * typed since, over what the form had at first, stays.
 */
export function readTyped(
  text: string,
  staffId: string,
  now: LinkFormValues,
  atFirst: LinkFormValues,
): Typed | null {
  const data = toForm(text, staffId)
  if (!data) return null
  const typed = readLinkForm(data)
  const texts = forNames(customerFieldNames, 'input', (field) => {
    const { input } = customerFields[field]
    return now[input] === atFirst[input] ? typed[input] : now[input]
  })
  return { values: { ...typed, ...texts }, intentKey: readIntentKey(data) }
}

const toForm = (text: string, staffId: string) => {
  try {
    const kept: { staffId?: string; fields?: [string, string][] } = JSON.parse(text)
    if (kept.staffId !== staffId) return null
    const data = new FormData()
    for (const [name, value] of kept.fields ?? []) data.append(name, value)
    return data
  } catch {
    return null
  }
}
