import 'server-only'
import nextEnv from '@next/env'

/** Loads the .env files as `next start` does. A command calls it before the settings are read. */
export const loadCommandSettings = () => {
  nextEnv.loadEnvConfig(process.cwd(), false)
}
