import { expect, it } from 'vitest'

import { apiReference } from './reference'

const reference = apiReference('https://desk.example.com')
const operation = (id: string) => reference.operations.find((one) => one.id === id)
const field = (fields: { name: string }[] | undefined, name: string) =>
  fields?.find((one) => one.name === name)

it('says what each operation takes and answers, by the path of each value', () => {
  const make = operation('createConnectLink')
  expect(make).toMatchObject({ method: 'POST', path: '/api/connectLink', scope: 'create' })
  expect(field(make?.body, 'endUserId')).toMatchObject({ type: 'string', isRequired: true })
  expect(field(make?.body, 'endUserEmail')).toMatchObject({ type: 'string | null', isRequired: false })
  expect(field(make?.body, 'allowedIntegrations')).toMatchObject({ type: 'list of string' })
  expect(field(make?.body, 'language')).toMatchObject({ type: 'en | fr | de | es | ja | null' })
  expect(field(make?.answer, 'expiresAt')).toMatchObject({ type: 'instant', isRequired: true })
  expect(field(make?.parameters, 'Idempotency-Key')).toMatchObject({
    type: 'string, header',
    isRequired: false,
  })
  const list = operation('listLinks')
  expect(field(list?.parameters, 'status')).toMatchObject({ isRequired: false })
  expect(field(list?.answer, 'links[].integrations[].connectionId')).toMatchObject({ type: 'string | null' })
  expect(field(reference.webhook.body, 'data.customer.email')).toMatchObject({ type: 'string | null' })
})

it('shows a call that can be pasted into a shell', () => {
  expect(operation('revokeLink')?.curl).toBe(
    `curl -X DELETE https://desk.example.com/api/links/$LINK_ID \\\n  -H "Authorization: Bearer $API_KEY"`,
  )
  const body = /-d '(.*)'$/s.exec(operation('createConnectLink')?.curl ?? '')?.[1]
  expect(JSON.parse(body ?? '')).toMatchObject({ endUserId: 'user_42' })
})

it('explains each code that an operation can answer with', () => {
  const explained = new Set(reference.problems.map(({ code }) => code))
  const told = reference.operations.flatMap(({ problems }) => problems.flatMap(({ codes }) => codes))
  expect(told.filter((code) => !explained.has(code))).toEqual([])
  for (const { text } of reference.problems) expect(text).not.toMatch(/press|button|form\b|undefined/i)
})
