import type { Metadata } from 'next'
import Link from 'next/link'

import { PageTitle } from '@/components/kit/page.client'
import { TemplateEditor } from '@/components/messages/template-editor.client'
import { FieldList, TextChoice, VersionList } from '@/components/messages/texts'
import { textRoutes } from '@/lib/core/desk-routes'
import { routes } from '@/lib/core/routes'
import { requireReader } from '@/lib/guards/staff-page'
import { previewTemplate } from '@/lib/messages/preview'
import { readEditable } from '@/lib/messages/read'
import { TemplateName } from '@/lib/messages/schema'

export const metadata: Metadata = { title: 'Messages' }

type Props = { searchParams: Promise<{ channel?: unknown; language?: unknown }> }

export default async function MessagesPage({ searchParams }: Props) {
  const name = TemplateName.parse(await searchParams)
  const { value, ctx } = await requireReader(textRoutes.messages(name), 'messages.read', (reader) =>
    readEditable(reader, name),
  )
  const { template, versions } = value
  const preview = previewTemplate(ctx, { ...template, example: 'handoff' })
  return (
    <>
      <PageTitle
        about="What customers are written about a link. It is text: no HTML, and no other fields than those below."
        action={
          <Link href={routes.settings()} className="text-accent underline underline-offset-2">
            All settings
          </Link>
        }
      >
        Messages
      </PageTitle>
      <TextChoice {...name} />
      <TemplateEditor
        key={`${name.channel} ${name.language}`}
        template={template}
        preview={preview.ok ? preview.value : { subject: template.subject, body: template.body, sms: null }}
      />
      <FieldList />
      <VersionList versions={versions} />
    </>
  )
}
