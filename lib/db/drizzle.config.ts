import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './lib/db/schema.ts',
    './lib/db/schema-tools.ts',
    './lib/db/schema-late.ts',
    './lib/db/schema-handoff.ts',
  ],
  out: './lib/db/migrations',
  breakpoints: true,
})
