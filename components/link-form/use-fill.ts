import { type RefObject, useEffect, useState } from 'react'

import {
  readCustomerTexts,
  toCustomerInput,
  writeCustomerTexts,
} from '@/components/link-form/customer-inputs'
import { customerTitle } from '@/lib/core/customer-title'
import { type CustomerTexts, toCustomerTexts } from '@/lib/customers/fields'
import type { Customer } from '@/lib/customers/schema'

/** Who was filled in, what stood there before, and where the person was. */
type Filled = { title: string; before: CustomerTexts; input: HTMLInputElement }

/** Fills a customer in, and takes it back until the person types on or sends the form. */
export const useFill = (form: RefObject<HTMLFormElement | null>, isBusy: boolean) => {
  const [filled, setFilled] = useState<Filled | null>(null)
  useEffect(() => {
    const element = form.current
    if (!element || isBusy) return undefined
    const forget = (event: Event) => {
      if (event.isTrusted && toCustomerInput(event.target)) setFilled(null)
    }
    element.addEventListener('input', forget)
    return () => {
      element.removeEventListener('input', forget)
      setFilled(null)
    }
  }, [form, isBusy])
  return {
    filledTitle: filled?.title ?? null,
    fill: (customer: Customer, input: HTMLInputElement) => {
      if (!form.current) return
      setFilled({ title: customerTitle(customer), before: readCustomerTexts(form.current), input })
      writeCustomerTexts(form.current, toCustomerTexts(customer))
      form.current.querySelector<HTMLElement>('[role="combobox"]')?.focus()
    },
    undo: () => {
      if (!form.current || !filled) return
      writeCustomerTexts(form.current, filled.before)
      filled.input.focus()
      setFilled(null)
    },
  }
}
