/** Does what a customer does at the sandbox for GitHub: opens the link, goes to the provider and allows it. */
export const connectByOauth = async (url: string | null) => (await beginOauth(url))()

/** Goes as far as the provider's page; what is returned allows it there. */
export const beginOauth = async (url: string | null): Promise<() => Promise<void>> => {
  const link = new URL(url ?? '')
  const token = link.searchParams.get('session_token') ?? ''
  const sent = await fetch(
    `${link.origin}/oauth/connect/github?connect_session_token=${encodeURIComponent(token)}`,
    { redirect: 'manual' },
  )
  const state = new URL(sent.headers.get('location') ?? '').searchParams.get('state') ?? ''
  return async () => {
    const back = await fetch(`${link.origin}/oauth/callback?code=any&state=${encodeURIComponent(state)}`, {
      redirect: 'manual',
    })
    if (back.status >= 400) throw new Error(`the customer could not connect: ${back.status}`)
  }
}
