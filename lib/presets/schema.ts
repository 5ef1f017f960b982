import { z } from 'zod'

import { tagLimit } from '@/lib/core/customer-fields'
import { IntegrationKey } from '@/lib/core/ids'
import { OwnTags } from '@/lib/core/tags'
import { NameText } from '@/lib/core/text'
import { Advanced } from '@/lib/integrations/schema/config'
import { mostIntegrations } from '@/lib/integrations/view'
import { Language } from '@/lib/links/schema/create'

/** Our id of a preset: `pst_` and a ULID. */
export const PresetId = z.string().regex(/^pst_[0-9A-HJKMNP-TV-Z]{26}$/)

const PresetName = NameText.min(1, 'Give the preset a name.').max(60, 'A name has at most 60 characters.')

/** What a preset fills in: any part of a link but for whom it is. */
export const PresetContent = z
  .strictObject({
    integrations: z
      .array(IntegrationKey.min(1))
      .max(mostIntegrations, `Choose at most ${mostIntegrations} integrations.`)
      .transform((keys) => [...new Set(keys)]),
    language: Language.nullable(),
    // The link itself and its customer take two.
    tags: OwnTags.max(tagLimit - 2, `A preset has at most ${tagLimit - 2} tags.`),
    advanced: Advanced,
  })
  .superRefine(({ integrations, language, tags, advanced }, ctx) => {
    const say = (message: string, path: string) => ctx.addIssue({ code: 'custom', message, path: [path] })
    if (integrations.length + tags.length === 0 && language === null)
      say(
        'Choose an integration, a language or a tag first: an empty preset fills in nothing.',
        'integrations',
      )
    for (const key of Object.keys(advanced))
      if (!integrations.includes(key)) say(`${key} is not among the integrations.`, 'advanced')
  })
export type PresetContent = z.infer<typeof PresetContent>

/** Every page with a form brings the presets along: more than this, in bytes of UTF-8, nobody pins. */
const mostBytes = 16_000

/** Saves the form's filling; over the preset of that name only where that was said. */
export const SavePresetInput = z.strictObject({
  name: PresetName,
  isShared: z.boolean(),
  replaces: z.boolean(),
  content: PresetContent.refine(
    (content) => new TextEncoder().encode(JSON.stringify(content)).length <= mostBytes,
    { error: 'This is more than a preset can hold. Leave some advanced values out.', path: ['advanced'] },
  ),
})
export type SavePresetInput = z.infer<typeof SavePresetInput>

export const RenamePresetInput = z.strictObject({ id: PresetId, name: PresetName })
export type RenamePresetInput = z.infer<typeof RenamePresetInput>
