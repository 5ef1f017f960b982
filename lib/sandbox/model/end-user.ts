export type Tags = Record<string, string>

export type EndUser = {
  id: string
  displayName: string | null
  email: string | null
  tags: Tags | null
  organization: { id: string; displayName: string | null } | null
}

/** The most tags that one connection has. */
export const maxTags = 10

/**
 * The tags that Nango writes from an end user and an organization; the user's own tags are dropped, all of them, when
 * they do not fit. Source: packages/shared/lib/services/endUser.service.ts.
 */
export function tagsFromEndUser(endUser: EndUser | null): Tags {
  if (endUser === null) return {}
  const derived = {
    end_user_id: endUser.id,
    ...optionalTag('end_user_email', endUser.email),
    ...optionalTag('end_user_display_name', endUser.displayName),
    ...optionalTag('organization_id', endUser.organization?.id),
    ...optionalTag('organization_display_name', endUser.organization?.displayName),
  }
  const merged = { ...derived, ...lowerCaseKeys(endUser.tags ?? {}) }
  const fits = Object.keys(merged).length <= maxTags && Object.values(merged).every((value) => value !== '')
  return fits ? merged : derived
}

const optionalTag = (key: string, value: string | null | undefined): Tags => (value ? { [key]: value } : {})

export function lowerCaseKeys(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]))
}
