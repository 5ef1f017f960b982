import 'server-only'
import { canManageDesk } from '@/lib/core/actor'
import { languages } from '@/lib/core/language'
import { fail, type Result, succeed } from '@/lib/core/result'
import type { DeskCtx, StaffCtx } from '@/lib/ctx'

import { findTemplate, listChangedTemplates, listTemplateVersions, type TemplateName } from './store'
import { ownTemplate, type Template } from './texts/all'
import type { TemplateVersion, TemplateView } from './view'
import { channels } from './words'

/** The text that counts now: what an admin saved last, else our own. */
export async function readTemplate({ db }: DeskCtx, name: TemplateName): Promise<Template> {
  return (await readTemplateView(db, name)) satisfies Template
}

const readTemplateView = async (db: DeskCtx['db'], name: TemplateName): Promise<TemplateView> => {
  const newest = await findTemplate(db, name)
  const saved = newest?.body === undefined || newest.body === null ? null : { ...newest, body: newest.body }
  const { subject, body } = saved ?? ownTemplate(name.channel, name.language)
  return { ...name, subject, body, version: newest?.version ?? 0, isOurs: saved === null }
}

const mostVersions = 30

/** A text to edit, our own beside it, and its newest versions. For admins. */
export async function readEditable(
  ctx: StaffCtx,
  name: TemplateName,
): Promise<Result<{ template: TemplateView; versions: TemplateVersion[] }>> {
  if (!canManageDesk(ctx.actor)) return fail({ code: 'not_allowed' })
  const [template, versions] = await Promise.all([
    readTemplateView(ctx.db, name),
    listTemplateVersions(ctx.db, name, mostVersions),
  ])
  return succeed({
    template,
    versions: versions.map((one) => ({ ...one, savedAt: one.savedAt.toISOString() })),
  })
}

/** Every text there is, and whether it is our own. */
export async function readTemplateList({ db }: StaffCtx): Promise<(TemplateName & { isOurs: boolean })[]> {
  const changed = await listChangedTemplates(db)
  return channels.flatMap((channel) =>
    languages.map((language) => ({
      channel,
      language,
      isOurs: !changed.some((one) => one.channel === channel && one.language === language),
    })),
  )
}
