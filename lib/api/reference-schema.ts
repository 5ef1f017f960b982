import 'server-only'
import { z } from 'zod'

import type { FieldView } from './view'

/** What is read of a JSON schema. */
const schemaShape = {
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().default(''),
  enum: z.array(z.string()).optional(),
  required: z.array(z.string()).default([]),
}

export type Schema = z.output<z.ZodObject<typeof schemaShape>> & {
  properties?: Record<string, Schema> | undefined
  items?: Schema | undefined
  anyOf?: Schema[] | undefined
}

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    ...schemaShape,
    properties: z.record(z.string(), Schema).optional(),
    items: Schema.optional(),
    anyOf: z.array(Schema).optional(),
  }),
)

export type Schemas = Record<string, Schema>

const resolve = (schema: Schema, schemas: Schemas): Schema =>
  schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema

/** Without the `null` that stands beside what a value else is. */
const solid = (schema: Schema, schemas: Schemas) => {
  const variants = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  const [only] = variants
  return resolve(variants.length === 1 && only ? only : schema, schemas)
}

const typeOf = (schema: Schema, schemas: Schemas): string => {
  const kind = solid(resolve(schema, schemas), schemas)
  if (kind.enum) return kind.enum.join(' | ')
  if (kind.items) return `list of ${typeOf(kind.items, schemas)}`
  if (kind.format === 'date-time') return 'instant'
  const types = [kind.type ?? 'any'].flat()
  return types.filter((type) => type !== 'null').join(' | ')
}

const canBeNull = ({ type, anyOf = [] }: Schema) =>
  [type].flat().includes('null') || anyOf.some((variant) => variant.type === 'null')

/** Every value in an object, depth first, each with its path. */
export function flattenSchema(schema: Schema, schemas: Schemas, prefix = ''): FieldView[] {
  const { properties = {}, required } = solid(resolve(schema, schemas), schemas)
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = `${prefix}${key}`
    const inner = solid(resolve(property, schemas), schemas)
    const rows = inner.items
      ? flattenSchema(inner.items, schemas, `${name}[].`)
      : flattenSchema(inner, schemas, `${name}.`)
    return [
      {
        name,
        type: `${typeOf(property, schemas)}${canBeNull(property) ? ' | null' : ''}`,
        isRequired: required.includes(key),
        description: property.description || inner.description,
      },
      ...rows,
    ]
  })
}
