import { Field, Select } from '@/components/kit/field.client'
import { languageNames } from '@/lib/core/language'

type LanguageFieldProps = { value: string; error: string | undefined }

/** The language of the page that the customer sees. */
export function LanguageField({ value, error }: LanguageFieldProps) {
  return (
    <Field label="Language" error={error}>
      {({ id, describedBy, isInvalid }) => (
        <Select
          id={id}
          name="language"
          defaultValue={value}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
        >
          <option value="">Customer’s browser</option>
          {Object.entries(languageNames).map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
