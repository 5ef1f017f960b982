import type { Instrumentation } from 'next'

export async function register() {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { startDesk } = await import('@/lib/process/start')
  await startDesk()
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { logRequestError } = await import('@/lib/guards/faults')
  logRequestError(error, request)
}
