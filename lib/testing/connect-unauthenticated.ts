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
