import { type ChecklistItem, checklistWords } from './checklist'
import type { DeskFacts, DeskStatus } from './desk-status'

type Told = { facts: DeskFacts; status: DeskStatus; checkedAt: string }

/** The checklist as plain text, for a ticket: addresses and versions, no secret and nothing of a customer. */
export const checklistText = (items: ChecklistItem[], { facts, status, checkedAt }: Told): string => {
  const { appliedMigrations, knownMigrations, version } = status.database
  return [
    `Connect Desk ${facts.version}, checked ${checkedAt}`,
    `Desk: ${facts.appOrigin ?? 'any host'}`,
    `Nango: ${facts.nangoHost}${facts.isSandbox ? ' (the built-in sandbox)' : ''}`,
    `Webhook URL for Nango: ${facts.webhookUrl}`,
    `Database: ${facts.databaseEngine} ${version}, ${appliedMigrations} of ${knownMigrations} migrations`,
    '',
    ...items.map(({ name, state, text }) => `[${checklistWords[state]}] ${name}: ${text}`),
  ].join('\n')
}
