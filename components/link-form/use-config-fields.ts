import { type RefObject, useEffect, useState } from 'react'

import { fetchAfter } from '@/components/link-form/fetch-after'
import { deskRoutes } from '@/lib/core/desk-routes'
import { type ConfigFieldsView, isConfigFields } from '@/lib/core/provider-field'

/** Whether the part of the form that an element is in was ever unfolded. */
const useWasUnfolded = (inside: RefObject<HTMLElement | null>) => {
  const [was, setWas] = useState(false)
  useEffect(() => {
    const details = inside.current?.closest('details')
    if (!details) return undefined
    const look = () => details.open && setWas(true)
    look()
    details.addEventListener('toggle', look)
    return () => details.removeEventListener('toggle', look)
  }, [inside])
  return was
}

/** What an integration's provider takes, asked when somebody looks; `null` while it is asked, `failed` when it is not told. */
export const useConfigFields = (integrationKey: string, inside: RefObject<HTMLElement | null>) => {
  const isWanted = useWasUnfolded(inside)
  const [told, setTold] = useState<ConfigFieldsView | 'failed' | null>(null)
  const isAsking = isWanted && told === null
  useEffect(() => {
    if (!isAsking) return undefined
    const asked = new AbortController()
    const ask = async () => {
      const body = await fetchAfter(0, deskRoutes.configFields(integrationKey), asked.signal).catch(
        () => null,
      )
      if (!asked.signal.aborted) setTold(isConfigFields(body) ? body : 'failed')
    }
    void ask()
    return () => asked.abort()
  }, [isAsking, integrationKey])
  return { told, again: () => setTold(null) }
}
