/** A sign-in ends after this long without use, and after this long in any case; milliseconds. */
export const sessionIdleMs = 3_600_000
export const sessionAbsoluteMs = 12 * 3_600_000
