import { type Answer, send, sendJson } from './send'

/** Sends a form of a hand-off link's page as the customer's browser does: `what` it asks for, and its fields. */
export const sendForm = (
  origin: string,
  code: string,
  fields: { what: string } & Record<string, string>,
  cookie = '',
): Promise<Answer> =>
  send(`${origin}/c/${code}/act`, {
    method: 'POST',
    headers: { origin, cookie },
    body: new URLSearchParams(fields),
  })

/** The cookie that an answer sets, as a browser sends it back; empty where it sets none. */
export const cookieOf = ({ headers }: Answer): string => headers.getSetCookie()[0]?.split(';')[0] ?? ''

/** Opens a link and passes its check as ada@example.com; returns the cookie of that browser. */
export const enterLink = async (origin: string, code: string): Promise<string> => {
  const cookie = cookieOf(await sendForm(origin, code, { what: 'continue' }))
  await sendForm(origin, code, { what: 'check', answer: 'ada@example.com' }, cookie)
  return cookie
}

/** Asks for a connect session for an API key, as the script of the page does. */
export const askSession = (origin: string, code: string, cookie: string): Promise<Answer> => {
  const asked = { code, integrationKey: 'private-api-bearer' }
  return sendJson(`${origin}/api/customer/session`, 'POST', { origin, cookie }, asked)
}
