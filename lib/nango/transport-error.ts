import 'server-only'
import { z } from 'zod'

/** What we read of an AxiosError. It also holds the API key and the request: it never leaves this folder. */
const AxiosError = z.object({
  isAxiosError: z.literal(true),
  code: z.string().optional(),
  message: z.string().catch(''),
  response: z
    .object({
      status: z.number(),
      data: z.unknown(),
      headers: z.looseObject({ 'retry-after': z.coerce.number().optional().catch(undefined) }),
    })
    .optional(),
})
export type AxiosError = z.infer<typeof AxiosError>

/** Detected by its flag: a second copy of axios would break `instanceof`. */
export const readAxiosError = (error: unknown): AxiosError | null => AxiosError.safeParse(error).data ?? null

const connectCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

export const isConnectError = (error: AxiosError) => !error.response && connectCodes.has(error.code ?? '')

export const isTimeout = (error: AxiosError) =>
  !error.response && (error.code === 'ERR_CANCELED' || error.code === 'ECONNABORTED')

/** Worth one more try: nothing was reached, or a gateway says so. */
export const isRetryable = (error: unknown) => {
  const axios = readAxiosError(error)
  if (!axios) return false
  return isConnectError(axios) || [502, 503, 504].includes(axios.response?.status ?? 0)
}

/** Nango itself is in trouble, so the breaker counts it; a 4xx is an answer. */
export const isNangoTrouble = (error: unknown) => {
  const axios = readAxiosError(error)
  if (!axios) return true
  return !axios.response || axios.response.status >= 500
}
