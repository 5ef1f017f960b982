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
