import type { ProviderField } from './provider-field'

const formats: Record<string, (value: string) => boolean> = {
  hostname: (value) => /^[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?$/i.test(value),
  uri: (value) => URL.canParse(value) && /^https?:\/\//i.test(value),
  uuid: (value) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value),
  email: (value) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(value),
}

/** Why a value is not one that a field takes, as far as that needs no pattern; null when it may be. */
export const fieldValueFault = ({ options, format }: ProviderField, value: string): string | null => {
  if (options && !options.includes(value)) return `One of: ${options.slice(0, 20).join(', ')}.`
  const isRight = format !== null && Object.hasOwn(formats, format) ? formats[format] : undefined
  return isRight && !isRight(value) ? `This is no ${format ?? 'such value'}.` : null
}
