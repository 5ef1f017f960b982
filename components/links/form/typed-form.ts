const storageKey = 'desk.typed'

/** Keeps what is typed in a form over one load of this tab: its fields as they are posted, and whose they are. */
export function keepTyped(staffId: string, data: FormData) {
  const fields = [...data].filter(([, value]) => typeof value === 'string')
  try {
    window.sessionStorage.setItem(storageKey, JSON.stringify({ staffId, fields }))
  } catch {
    // A browser that stores nothing loses what was typed, as on any reload.
  }
}

/** Gives back what was kept for this person, once; of somebody else it is only forgotten. */
export function takeTyped(staffId: string): FormData | null {
  try {
    const kept: { staffId?: string; fields?: [string, string][] } = JSON.parse(
      window.sessionStorage.getItem(storageKey) ?? '{}',
    )
    if (kept.staffId !== staffId) return null
    const data = new FormData()
    for (const [name, value] of kept.fields ?? []) data.append(name, value)
    return data
  } catch {
    return null
  } finally {
    forgetTyped()
  }
}

/** Whoever signs out leaves no customer behind. */
export function forgetTyped() {
  try {
    window.sessionStorage.removeItem(storageKey)
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}
