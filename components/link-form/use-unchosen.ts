import { type RefObject, useState } from 'react'

/** Text that stands in the search for integrations while nothing was chosen by it: a link must not be made past it. */
export const useUnchosen = (form: RefObject<HTMLFormElement | null>) => {
  const [text, setText] = useState('')
  return {
    message: text === '' ? undefined : `“${text}” is not chosen yet. Choose from the list, or empty the box.`,
    forget: () => setText(''),
    /** Looks, and leads there when there is some. */
    isAny: () => {
      const box = form.current?.querySelector<HTMLInputElement>('input[role="combobox"]')
      const left = box?.value.trim() ?? ''
      setText(left)
      if (left !== '') box?.focus()
      return left !== ''
    },
  }
}
