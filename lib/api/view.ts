/** One value of a request or an answer; `name` is its path, such as `integrations[].key`. */
export type FieldView = {
  name: string
  type: string
  isRequired: boolean
  description: string
}

export type OperationView = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  /** What the API key must be allowed to do; null for what the desk sends itself. */
  scope: string | null
  /** Of path, query and headers. */
  parameters: FieldView[]
  body: FieldView[]
  answer: FieldView[]
  problems: { status: number; codes: string[] }[]
  /** A call to try out in a shell. */
  curl: string
}

/** The API for internal tools, as a page shows it. */
export type ReferenceView = {
  origin: string
  operations: OperationView[]
  webhook: OperationView
  problems: { code: string; status: number; title: string; text: string }[]
}
