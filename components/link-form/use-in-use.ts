import { type RefObject, useEffect, useState } from 'react'

/** True from the first focus in the form on, also when that came before the page's code. */
export const useInUse = (form: RefObject<HTMLFormElement | null>) => {
  const [isInUse, setIsInUse] = useState(false)
  useEffect(() => {
    const element = form.current
    const begin = () => setIsInUse(true)
    if (element?.contains(document.activeElement)) begin()
    element?.addEventListener('focusin', begin)
    return () => element?.removeEventListener('focusin', begin)
  }, [form])
  return isInUse
}
