'use client'

import { type FormEvent, type ReactNode, type SubmitEvent } from 'react'

import { type FilterValues, useFilters } from '@/components/table/use-filters'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import { useSlow } from '@/components/ui/use-slow'

type FilterFormProps = {
  /** Names the form, such as "Filter links". */
  label: string
  path: string
  /** The filters of the address, by the names of the fields. */
  values: FilterValues
  children: ReactNode
}

/** Filters that live in the address: they apply as they are changed, and with a button where there is no script. */
export function FilterForm({ label, path, values, children }: FilterFormProps) {
  const { form, isPending, applyNow, applySoon } = useFilters(path, values)
  const isSlow = useSlow(isPending)
  const noteInput = (event: FormEvent<HTMLFormElement>) => {
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
      <form ref={form} method="get" action={path} onInput={noteInput} onSubmit={submit}>
        {children}
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
  if (zone instanceof HTMLInputElement) zone.value = new Intl.DateTimeFormat().resolvedOptions().timeZone
}
