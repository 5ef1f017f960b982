import { type RefObject, useEffect, useState } from 'react'

import { readCustomerTexts } from '@/components/link-form/customer-inputs'
import { fetchAfter } from '@/components/link-form/fetch-after'
import { type CustomerStanding, isCustomerStanding } from '@/lib/core/customer-standing'
import { deskRoutes } from '@/lib/core/desk-routes'

/** How long somebody pauses before the desk is asked. */
const pauseMs = 300

/** The customer's id in the form, as it is typed or filled in. */
const useCustomerId = (form: RefObject<HTMLFormElement | null>) => {
  const [id, setId] = useState('')
  useEffect(() => {
    const element = form.current
    if (!element) return undefined
    const look = () => setId(readCustomerTexts(element).customerId.trim())
    look()
    element.addEventListener('input', look)
    return () => element.removeEventListener('input', look)
  }, [form])
  return id
}

/** An answer, to which question and on what occasion it was asked. */
type Told = { question: string; occasion: string; standing: CustomerStanding } | null

/** Counts how often the person came back to this tab. */
const useReturns = () => {
  const [returns, setReturns] = useState(0)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') setReturns((before) => before + 1)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return returns
}

/**
 * What the form's customer has already for these integrations; null while that is unknown. It is asked again after each
 * sending, with each piece of `news`, and when somebody comes back to the tab; until then the last answer stands.
 */
export const useStanding = (
  form: RefObject<HTMLFormElement | null>,
  integrations: string[],
  isBusy: boolean,
  news: string,
): { customerId: string; standing: CustomerStanding | null } => {
  const customerId = useCustomerId(form)
  const returns = useReturns()
  const isWhole = customerId !== '' && integrations.length > 0
  const question = isWhole ? deskRoutes.customerStanding(customerId, integrations) : null
  const occasion = `${news} ${returns}`
  const [told, setTold] = useState<Told>(null)
  useEffect(() => {
    if (question === null || isBusy) return undefined
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(pauseMs, question, asked.signal).catch(() => null)
      if (!asked.signal.aborted && isCustomerStanding(body)) setTold({ question, occasion, standing: body })
    }
    void ask()
    return () => asked.abort()
  }, [question, isBusy, occasion])
  return { customerId, standing: told?.question === question ? told.standing : null }
}
