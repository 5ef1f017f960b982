import { readPasted } from '@/lib/core/typed/pasted-customer'

/** What is found in a pasted text, in the order of the form; `·` where nothing is. Null where it stays as it was pasted. */
export const showPasted = (text: string): string | null => {
  const pasted = readPasted(text)
  return (
    pasted &&
    Object.values(pasted.texts)
      .map((one) => one || '·')
      .join(' | ')
  )
}
