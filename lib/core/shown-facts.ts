type Facts = Record<string, string | number | boolean | null>

/** Its path and query may hold a secret. */
export const receiverSetting = 'DESK_WEBHOOK_URL'

/** An address as it may be shown: without what may be a secret in it. Anything else stays as it is. */
export const shownAddress = (text: string, isOriginOnly: boolean): string => {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text
  const { origin, username, password } = new URL(text)
  return isOriginOnly || username || password ? origin : text
}

/** The facts of an event as people get them. Events stay as they were written, also by an older version. */
export const shownFacts = ({ kind, facts }: { kind: string; facts: Facts }): Facts => {
  if (kind !== 'setting.changed') return facts
  const isOriginOnly = facts['name'] === receiverSetting
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? shownAddress(value, isOriginOnly) : value,
    ]),
  )
}
