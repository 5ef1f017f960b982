import type { Language } from '@/lib/core/language'

type MailTextProps = {
  label: string
  /** Null until it is known: its place is as large before. */
  text: { subject: string; body: string } | null
  language: Language | undefined
  from?: string
  isBusy: boolean
  /** What to know of it. */
  hint: string
}

/** What a mail says, all of it but for the address of its link. */
export function MailText({ label, text, language, from, isBusy, hint }: MailTextProps) {
  return (
    <div className="flex flex-col gap-1">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-sm">
        {from !== undefined && (
          <>
            <dt className="text-muted">From</dt>
            <dd translate="no" className="wrap-anywhere">
              {from}
            </dd>
          </>
        )}
        <dt className="text-muted">Subject</dt>
        <dd translate="no" lang={language} className="wrap-anywhere">
          {text?.subject ?? '…'}
        </dd>
      </dl>
      <textarea
        readOnly
        aria-label={label}
        aria-busy={isBusy}
        translate="no"
        lang={language}
        value={text?.body ?? ''}
        className="h-64 max-h-[35dvh] resize-none rounded-lg border border-hairline bg-sunken p-3 transition-opacity aria-busy:opacity-60"
      />
      <p className="text-sm text-muted">{hint}</p>
    </div>
  )
}
