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
