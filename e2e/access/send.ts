import type { Form } from './row'
import { type BuiltAction, listBuiltActions } from './surface'

export type Answer = { status: number; headers: Headers; text: string }

type Sending = { method?: string; headers?: Record<string, string>; body?: BodyInit }

/** Sends a request as it is, and follows no redirect. */
export async function send(
  url: string,
  { method = 'GET', headers = {}, body }: Sending = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** Sends JSON to a route. */
export const sendJson = (url: string, method: string, headers: Record<string, string>, body: unknown) =>
  send(url, {
    method,
    ...(body === undefined
      ? { headers }
      : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
  })

export const findAction = (name: string): BuiltAction => {
  const found = listBuiltActions().find((action) => action.name === name)
  if (!found) throw new Error(`The build has no action ${name}.`)
  return found
}

const isForm = (value: unknown): value is Form =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'form'

/** The address of a page that has the action; what its path is about does not matter. */
export const addressOf = ({ pages }: BuiltAction): string => {
  const page = pages.find((pattern) => !pattern.includes('[')) ?? pages[0] ?? '/'
  return page.replaceAll(/\[[^\]]+\]/g, 'x')
}

/** Calls an action as React does: its arguments as JSON, or as a form where one of them is a form. */
export const sendAction = (
  origin: string,
  action: BuiltAction,
  args: unknown[],
  headers: Record<string, string>,
): Promise<Answer> => {
  const isPosted = args.some(isForm)
  return send(`${origin}${addressOf(action)}`, {
    method: 'POST',
    headers: {
      ...headers,
      'next-action': action.id,
      accept: 'text/x-component',
      ...(isPosted ? {} : { 'content-type': 'text/plain;charset=UTF-8' }),
    },
    body: isPosted ? toFormData(args) : JSON.stringify(args),
  })
}

/** React's own encoding of arguments among which there are forms: `$K1` stands for the fields that begin with `_1_`. */
const toFormData = (args: unknown[]) => {
  const data = new FormData()
  const encoded = args.map((value, index) => {
    if (!isForm(value)) return value
    for (const [name, text] of Object.entries(value.form)) data.append(`_${index + 1}_${name}`, text)
    return `$K${index + 1}`
  })
  data.append('0', JSON.stringify(encoded))
  return data
}

/** Posts a form as a browser without script does: with the action's id as a field, and whatever its form has. */
export const sendFormPost = (
  url: string,
  action: BuiltAction,
  args: unknown[],
  headers: Record<string, string>,
): Promise<Answer> => {
  const data = new FormData()
  data.append(`$ACTION_ID_${action.id}`, '')
  for (const { form } of args.filter(isForm))
    for (const [name, text] of Object.entries(form)) data.append(name, text)
  return send(url, { method: 'POST', headers, body: data })
}
