import { controlClass, Field } from '@/components/kit/field.client'
import { Icon } from '@/components/kit/icon.client'
import { languageNames } from '@/lib/core/language'

type LanguageFieldProps = { value: string; error: string | undefined }

/** The language of the page that the customer sees. */
export function LanguageField({ value, error }: LanguageFieldProps) {
  return (
    <Field label="Language" error={error}>
      {({ id, describedBy, isInvalid }) => (
        <div className="relative">
          <select
            id={id}
            name="language"
            defaultValue={value}
            aria-describedby={describedBy}
            aria-invalid={isInvalid || undefined}
            className={`${controlClass} appearance-none pr-9`}
          >
            <option value="">Customer’s browser</option>
            {Object.entries(languageNames).map(([language, name]) => (
              <option key={language} value={language} lang={language}>
                {name}
              </option>
            ))}
          </select>
          <Icon
            name="chevron"
            className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted"
          />
        </div>
      )}
    </Field>
  )
}
