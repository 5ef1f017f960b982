'use client'

import { useRouter } from 'next/navigation'
import {
  type FormEvent,
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useId,
  useRef,
  useState,
  useTransition,
} from 'react'

import { Button } from '@/components/kit/button.client'
import { Icon } from '@/components/kit/icon.client'
import { Spinner } from '@/components/kit/loading.client'
import { markEmpty } from '@/components/kit/table/day-field.client'
import { useSlow } from '@/components/kit/use-slow'
import { viewerZone } from '@/lib/core/zone'

/** Filters by the names of their fields; empty or null where nothing is chosen. */
export type FilterValues = Record<string, string | null>

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
  const sent = filled.filter(({ name }) => hasDay || name !== 'zone')
  return new URLSearchParams(sent.map(({ name, value }) => [name, value.trim()])).toString()
}

/** Brings what the fields hold into the address: at once for a choice, after a pause for typing. */
function useFilters(path: string, values: FilterValues) {
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
      if (field instanceof HTMLInputElement && field.type === 'date') markEmpty(field)
    }
  }, [isPending, values])
  return { form, isPending, applyNow: () => apply(0), applySoon: () => apply(typedMs) }
}

type FilterFormProps = {
  /** Names the form, such as "Filter links". */
  label: string
  path: string
  /** As the address has them. */
  values: FilterValues
  /** The field that always stands; null for none. */
  first: ReactNode
  /** How many of the others are in use. */
  usedCount: number
  /** The columns of the fields. */
  className: string
  /** The others. */
  children: ReactNode
}

/**
 * Filters that live in the address: they apply as they are changed, and with a button where there is no script. Where there
 * is little room all but the first fold into one button, so that rows are seen first.
 */
export function FilterForm(props: FilterFormProps) {
  const { label, path, values, first, usedCount, className, children } = props
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { form, isPending, applyNow, applySoon } = useFilters(path, values)
  const isSlow = useSlow(isPending)
  const applyInput = (event: FormEvent<HTMLFormElement>) => {
    const { target, currentTarget } = event
    if (target instanceof HTMLSelectElement) return applyNow()
    if (target instanceof HTMLInputElement && target.type === 'date') rememberZone(currentTarget)
    return applySoon()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    applyNow()
  }
  return (
    <search aria-label={label} className="relative block">
      <form ref={form} method="get" action={path} noValidate onInput={applyInput} onSubmit={submit}>
        <div
          id={id}
          data-open={isOpen || undefined}
          className={`group grid grid-cols-[minmax(0,1fr)_auto] gap-3 ${className}`}
        >
          {first}
          <Button
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
            className={`self-end md:hidden noscript:hidden ${first ? '' : 'col-span-2 justify-self-start'}`}
          >
            <Icon name="sliders" />
            {usedCount > 0 ? `Filters (${usedCount})` : 'Filters'}
          </Button>
          {children}
        </div>
        <noscript>
          <Button type="submit" className="mt-2">
            Apply
          </Button>
        </noscript>
      </form>
      <output className="absolute -top-6 right-0 flex items-center gap-2 text-sm text-muted">
        {isSlow && (
          <>
            <Spinner /> Looking…
          </>
        )}
      </output>
    </search>
  )
}

/** A day means something only in a zone: the one of whoever chose it. */
const rememberZone = (form: HTMLFormElement) => {
  const zone = form.elements.namedItem('zone')
  if (zone instanceof HTMLInputElement) zone.value = viewerZone()
}
