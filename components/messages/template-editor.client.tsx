'use client'

import { type SubmitEvent, useEffect, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { PassingNote } from '@/components/kit/copy.client'
import { controlClass, Field, notOnesOwn } from '@/components/kit/field.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { useFocusOnFailure } from '@/components/kit/use-field-errors'
import { Picker } from '@/components/messages/picker.client'
import { SmsLength } from '@/components/messages/sms-length.client'
import { previewTemplateAction, saveTemplateAction } from '@/lib/messages/actions'
import type { PreviewView, TemplateView } from '@/lib/messages/view'
import type { ExampleKind } from '@/lib/messages/words'

type TemplateEditorProps = { template: TemplateView; preview: PreviewView }

/** A text to change, and how it would read. A new version begins anew with what was kept. */
export function TemplateEditor(props: TemplateEditorProps) {
  const [news, setNews] = useState<string | null>(null)
  return (
    <>
      <Editor key={props.template.version} onSaved={setNews} {...props} />
      <PassingNote>{news}</PassingNote>
    </>
  )
}

/** What a customer would get, a moment after the last letter was typed. */
const usePreview = (
  { channel, language }: TemplateView,
  {
    subject,
    body,
    example,
    first,
  }: Pick<TemplateView, 'subject' | 'body'> & {
    example: ExampleKind
    first: PreviewView
  },
) => {
  const [shown, setShown] = useState(first)
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return undefined
    }
    let isCurrent = true
    const timer = setTimeout(() => {
      previewTemplateAction({ channel, language, subject, body, example }).then(
        (answer) => {
          if (isCurrent && answer.ok) setShown(answer.value)
        },
        // The one before stands; saving says what is wrong.
        () => {},
      )
    }, 300)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [channel, language, subject, body, example])
  return shown
}

function Editor({ template, preview, onSaved }: TemplateEditorProps & { onSaved: (news: string) => void }) {
  const { channel, language, version, isOurs } = template
  const [subject, setSubject] = useState(template.subject)
  const [body, setBody] = useState(template.body)
  const [example, setExample] = useState<ExampleKind>('handoff')
  const shown = usePreview(template, { subject, body, example, first: preview })
  const form = useRef<HTMLFormElement>(null)
  const name = { channel, language, replaces: version }
  const saving = useRefreshingAnswer(
    () => saveTemplateAction({ ...name, subject, body }),
    () => onSaved('Saved. Messages say this from now on.'),
  )
  const restoring = useRefreshingAnswer(
    () => saveTemplateAction({ ...name, subject: null, body: null }),
    () => onSaved('Back to ours. The text before stays among the versions.'),
  )
  useFocusOnFailure(form, saving.failure)
  const errors = saving.failure?.fieldErrors ?? {}
  const isAtField = Boolean(errors['subject'] ?? errors['body'])
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    saving.run()
  }
  return (
    <div className="grid gap-6 split:grid-cols-2">
      <form ref={form} noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-4">
        {subject !== null && (
          <TextField
            label="Subject"
            lang={language}
            value={subject}
            error={errors['subject']}
            onChange={({ target }) => setSubject(target.value)}
          />
        )}
        <Field label="Text" error={errors['body']}>
          {({ id, describedBy, isInvalid }) => (
            <textarea
              id={id}
              rows={channel === 'sms' ? 6 : 18}
              lang={language}
              value={body}
              aria-describedby={describedBy}
              aria-invalid={isInvalid || undefined}
              onChange={({ target }) => setBody(target.value)}
              {...notOnesOwn}
              className={`${controlClass} h-auto! py-2`}
            />
          )}
        </Field>
        <FailureNotice message={!isAtField && saving.message} data-form-notice tabIndex={-1} />
        <FailureNotice message={restoring.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isPending={saving.isPending} pendingText="Saving…">
            Save
          </Button>
          {!isOurs && (
            <Button isPending={restoring.isPending} pendingText="Going back…" onClick={restoring.run}>
              Back to ours
            </Button>
          )}
        </div>
      </form>
      <Preview shown={shown} language={language} example={example} onExample={setExample} />
    </div>
  )
}

const examples: [ExampleKind, string][] = [
  ['handoff', 'A link for days, one account'],
  ['nango', 'A link for 30 minutes, two accounts'],
]

type PreviewProps = {
  shown: PreviewView
  language: string
  example: ExampleKind
  onExample: (example: ExampleKind) => void
}

function Preview({ shown, language, example, onExample }: PreviewProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Picker label="Preview with an example" value={example} choices={examples} onChoose={onExample} />
      <section
        aria-label="Preview"
        lang={language}
        translate="no"
        className="rounded-lg border border-hairline bg-sunken p-3 whitespace-pre-wrap wrap-anywhere"
      >
        {shown.subject !== null && <p className="mb-3 font-semibold">{shown.subject}</p>}
        <p>{shown.body}</p>
      </section>
      {shown.sms && (
        <p className="text-sm text-muted">
          <SmsLength sms={shown.sms} />
        </p>
      )}
    </div>
  )
}
