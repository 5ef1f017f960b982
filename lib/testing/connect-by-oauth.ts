type Flow = { finish: () => Promise<void>; refuse: (error?: string) => Promise<void> }

/** Does what a customer does at the sandbox for GitHub up to the provider's page; `finish` allows, `refuse` comes back without. */
export const beginOauth = async (url: string | null): Promise<Flow> => {
  const link = new URL(url ?? '')
  const token = link.searchParams.get('session_token') ?? ''
  const sent = await fetch(
    `${link.origin}/oauth/connect/github?connect_session_token=${encodeURIComponent(token)}`,
    { redirect: 'manual' },
  )
  const state = new URL(sent.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const comeBack = (query: Record<string, string>) =>
    fetch(`${link.origin}/oauth/callback?${new URLSearchParams({ ...query, state }).toString()}`, {
      redirect: 'manual',
    })
  return {
    finish: async () => {
      const back = await comeBack({ code: 'any' })
      if (back.status >= 400) throw new Error(`the customer could not connect: ${back.status}`)
    },
    refuse: async (error = 'access_denied') => {
      await comeBack({ error })
    },
  }
}

/** Does what a customer does at the sandbox for GitHub: opens the link, goes to the provider and allows it. */
export const connectByOauth = async (url: string | null) => (await beginOauth(url)).finish()
