/** Requests one of the desk's own addresses after a pause; null for any answer but a good one. Throws when offline or aborted. */
export async function fetchAfter(pauseMs: number, address: string, signal: AbortSignal): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  const response = await fetch(address, { cache: 'no-store', signal })
  return response.ok ? response.json() : null
}
