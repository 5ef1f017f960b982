/** What was kept for this person, as it was posted; null where it is somebody else's, or nothing that can be read. */
export function readTyped(text: string, staffId: string): FormData | null {
  try {
    const kept: { staffId?: string; fields?: [string, string][] } = JSON.parse(text)
    if (kept.staffId !== staffId) return null
    const data = new FormData()
    for (const [name, value] of kept.fields ?? []) data.append(name, value)
    return data
  } catch {
    return null
  }
}
