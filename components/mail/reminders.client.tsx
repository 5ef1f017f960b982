import { Checkbox } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { LocalTime } from '@/components/kit/time.client'
import { MailText } from '@/components/mail/mail-text.client'
import type { MailPreview } from '@/lib/mail/view'

type RemindersProps = { mail: MailPreview; isBusy: boolean; isOn: boolean; onChange: (isOn: boolean) => void }

/** Whether there are to be any, when, and what they say; nothing where none would follow. */
export function Reminders({ mail, isBusy, isOn, onChange }: RemindersProps) {
  const { reminders, timeZone, reminder, language } = mail
  if (reminders.length === 0) return null
  return (
    <div className="flex flex-col gap-1">
      <Checkbox checked={isOn} onChange={({ target }) => onChange(target.checked)}>
        Remind them until they open it
        <span className="block text-sm text-muted">
          {reminders.map((at, index) => (
            <span key={at}>
              {index > 0 && ' · '}
              <LocalTime at={at} />
            </span>
          ))}{' '}
          (working hours of {timeZone})
        </span>
      </Checkbox>
      {reminder && (
        <details className="group">
          <summary className="-mx-1 flex min-h-6 w-fit list-none items-center gap-1 rounded px-1 text-sm text-muted hover:text-ink">
            <Icon name="chevron" className="size-3.5 -rotate-90 transition-transform group-open:rotate-0" />
            What a reminder says
          </summary>
          <div className="mt-2">
            <MailText
              label="Reminder"
              text={reminder}
              language={language}
              isBusy={isBusy}
              hint="This is the first one. Each is written when it goes out, with what is to be connected still and the time that is left."
            />
          </div>
        </details>
      )}
    </div>
  )
}
