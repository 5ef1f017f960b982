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

type Told = { question: string; standing: CustomerStanding } | null

/** The question, until it is sent with the form: what was made of the answer then is done. Another question is open again. */
const useOpenQuestion = (question: string | null, isBusy: boolean) => {
  const [sent, setSent] = useState<string | null>(null)
  if (isBusy && sent !== question) setSent(question)
  if (!isBusy && sent !== null && sent !== question) setSent(null)
  return question === sent ? null : question
}

/** What the form's customer has already for these integrations; null while that is unknown, and once the form was sent. */
export const useStanding = (
  form: RefObject<HTMLFormElement | null>,
  integrations: string[],
  isBusy: boolean,
): { customerId: string; standing: CustomerStanding | null } => {
  const customerId = useCustomerId(form)
  const isWhole = customerId !== '' && integrations.length > 0
  const question = useOpenQuestion(
    isWhole ? deskRoutes.customerStanding(customerId, integrations) : null,
    isBusy,
  )
  const [told, setTold] = useState<Told>(null)
  useEffect(() => {
    if (question === null) return undefined
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(pauseMs, question, asked.signal).catch(() => null)
      if (!asked.signal.aborted && isCustomerStanding(body)) setTold({ question, standing: body })
    }
    void ask()
    return () => asked.abort()
  }, [question])
  return { customerId, standing: told?.question === question ? told.standing : null }
}
