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
    const text = window.sessionStorage.getItem(storageKey) ?? '{}'
    window.sessionStorage.removeItem(storageKey)
    const kept: { staffId?: string; fields?: [string, string][] } = JSON.parse(text)
    if (kept.staffId !== staffId) return null
    const data = new FormData()
    for (const [name, value] of kept.fields ?? []) data.append(name, value)
    return data
  } catch {
    return null
  }
}
