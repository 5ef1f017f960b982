import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'

export type FilterValues = Record<string, string>

const typedMs = 300

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name !== '',
  )

const toQuery = (form: HTMLFormElement) => {
  const filled = fieldsOf(form).filter(({ value }) => value.trim() !== '')
  // The zone belongs to a day and says nothing without one.
  const hasDay = filled.some(({ type }) => type === 'date')
  const told = filled.filter(({ name }) => hasDay || name !== 'zone')
  return new URLSearchParams(told.map(({ name, value }) => [name, value.trim()])).toString()
}

/** Brings what the fields hold into the address: at once for a choice, after a rest for typing. */
export const useFilters = (path: string, values: FilterValues) => {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isPending, startTransition] = useTransition()
  const apply = (afterMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      if (!form.current) return
      const query = toQuery(form.current)
      startTransition(() => router.replace(query ? `${path}?${query}` : path, { scroll: false }))
    }, afterMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  // A chip or the browser's Back changes the address behind the fields. What is being typed is newer than any address.
  useEffect(() => {
    if (isPending || timer.current !== undefined || !form.current) return
    for (const field of fieldsOf(form.current)) {
      const wanted = values[field.name] ?? ''
      if (field.value.trim() !== wanted) field.value = wanted
    }
  }, [isPending, values])
  return { form, isPending, applyNow: () => apply(0), applySoon: () => apply(typedMs) }
}
