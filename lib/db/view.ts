export type DatabaseView = {
  /** Of PostgreSQL, or of the PostgreSQL that PGlite holds. */
  version: string
  appliedMigrations: number
  knownMigrations: number
  sizeBytes: number
}

export type LinkOriginView = {
  /** Learned from Nango's first answer; null before it, and where the settings say it. */
  pinned: string | null
  /** The last link was refused because it led elsewhere. */
  wasLastRefused: boolean
}
