import { fetchAfter } from '@/components/kit/use-answer.client'
import type { CustomerTexts } from '@/lib/core/customer-fields'
import { deskRoutes } from '@/lib/core/desk-routes'
import { type Pasted, readPasted } from '@/lib/core/typed/pasted-customer'
import { toPlainId } from '@/lib/core/typed/plain-text'
import type { KnownCustomer } from '@/lib/customers/view'
import type { LinkFormValues } from '@/lib/links/schema/form'

type Paste = {
  input: HTMLInputElement
  text: string
  /** It was split before, and that was taken back: now it is put in as it is. */
  isAsItIs: boolean
  fillIn: (next: Partial<LinkFormValues>, text: string) => void
}

/**
 * Puts a pasted text into the field for the customer's id: a row is split over the fields, and anything else is put in without
 * what nobody sees. Returns the id of who was filled in, null for none.
 */
export function pasteCustomer({ input, text, isAsItIs, fillIn }: Paste): string | null {
  const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  const pasted = isWhole && !isAsItIs ? readPasted(text) : null
  if (!pasted) {
    insert(input, toPlainId(text))
    return null
  }
  const given = Object.entries(pasted.texts).filter(([, one]) => one !== '')
  const texts: Partial<CustomerTexts> = Object.fromEntries(given)
  const { customerId } = pasted.texts
  fillIn({ ...texts, customerId }, newsOf(pasted))
  return customerId === '' ? null : customerId
}

/** As if it was typed, so that the browser's own undo knows it. */
const insert = (input: HTMLInputElement, text: string) => {
  input.focus()
  if (document.execCommand('insertText', false, text)) return
  input.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end')
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

const newsOf = ({ rows, leftOut }: Pasted) => {
  const parts = [
    rows > 1 && `row 1 of ${rows}`,
    leftOut.length > 0 && `left out: ${leftOut.join(', ')}`,
  ].filter((part) => part !== false)
  return ['Split over the fields', ...parts].join(' · ')
}

/** The integrations of the newest link for a customer; none where there was no link, or nobody can say. */
export async function lastIntegrations(customerId: string): Promise<string[]> {
  const body = await fetchAfter(0, deskRoutes.customers(customerId), AbortSignal.timeout(5_000)).catch(
    () => null,
  )
  const known: KnownCustomer[] = Array.isArray(body) ? body : []
  return known.find(({ id }) => id === customerId)?.integrations ?? []
}
