/** Does what a customer does at the sandbox for an API-key integration: opens the link, fills in the form, sends it. */
export const connectByApiKey = async (url: string | null) => {
  const link = new URL(url ?? '')
  const token = link.searchParams.get('session_token') ?? ''
  const answer = await fetch(
    `${link.origin}/api-auth/api-key/private-api-bearer?connect_session_token=${encodeURIComponent(token)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey: 'good-key' }),
    },
  )
  if (!answer.ok) throw new Error(`the customer could not connect: ${answer.status} ${await answer.text()}`)
}

/** Does what a customer does at the sandbox for a name and a password: opens the link, fills in the form, sends it. */
export const connectByBasic = async (url: string | null) => {
  const link = new URL(url ?? '')
  const token = link.searchParams.get('session_token') ?? ''
  const answer = await fetch(
    `${link.origin}/api-auth/basic/private-api-basic?connect_session_token=${encodeURIComponent(token)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password: 'good-password' }),
    },
  )
  if (!answer.ok) throw new Error(`the customer could not connect: ${answer.status} ${await answer.text()}`)
}

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

/** Does what a customer does at the sandbox for an integration that asks for nothing: opens the link and presses Connect. */
export const connectUnauthenticated = async (url: string | null) => {
  const link = new URL(url ?? '')
  const token = link.searchParams.get('session_token') ?? ''
  const answer = await fetch(
    `${link.origin}/auth/unauthenticated/demo-unauthenticated?connect_session_token=${encodeURIComponent(token)}`,
    { method: 'POST' },
  )
  if (!answer.ok) throw new Error(`the customer could not connect: ${answer.status} ${await answer.text()}`)
}
