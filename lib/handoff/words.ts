/** How long a link works: as Nango's own link, or for days as a hand-off link. */
export const worksForChoices = ['30m', '1d', '3d', '7d'] as const
export type WorksFor = (typeof worksForChoices)[number]

/** What the choice is called, where it is made. */
export const worksForWords: Record<WorksFor, string> = {
  '30m': '30 minutes',
  '1d': '1 day',
  '3d': '3 days',
  '7d': '7 days',
}

const days: Record<WorksFor, number> = { '30m': 0, '1d': 1, '3d': 3, '7d': 7 }

/** Days that a hand-off link works; 0 for Nango's own link. */
export function daysOf(worksFor: WorksFor): number {
  return days[worksFor]
}

/** How a customer shows that it is them, before a hand-off link does anything. */
export const checkKinds = ['none', 'email', 'digits', 'words'] as const
export type CheckKind = (typeof checkKinds)[number]

/** Those that need an address of the customer: to compare with it, or to mail to it. */
export const checksByEmail: readonly CheckKind[] = ['email', 'digits']

/** The check of a link: none for Nango's own; where none was chosen, what is known of the customer is asked for. */
export function checkFor<Check extends string>(
  worksFor: string,
  chosen: Check | undefined,
  email: string | null | undefined,
): Check | CheckKind {
  if (worksFor === '30m') return 'none'
  return chosen || (email?.trim() ? 'email' : 'none')
}
