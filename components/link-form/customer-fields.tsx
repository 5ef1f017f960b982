import { TextField } from '@/components/ui/text-field'
import type { FieldErrors } from '@/lib/core/failure'
import type { LinkFormValues } from '@/lib/core/link-form'
import { type CustomerField, customerFieldNames, customerFields } from '@/lib/customers/fields'

type CustomerFieldsProps = { values: LinkFormValues; errors: FieldErrors }

const isHalf = (field: CustomerField) => 'isHalf' in customerFields[field]

/** Who the link is for. */
export function CustomerFields({ values, errors }: CustomerFieldsProps) {
  const toInput = (field: CustomerField) => {
    const { input, label, ...look } = customerFields[field]
    return (
      <TextField
        key={field}
        name={input}
        label={label}
        error={errors[input]}
        defaultValue={values[input]}
        required={field === 'id'}
        {...('isMono' in look ? { className: 'font-mono' } : {})}
        {...('type' in look ? { type: look.type } : {})}
      />
    )
  }
  return (
    <>
      {customerFieldNames.filter((field) => !isHalf(field)).map(toInput)}
      <div className="grid grid-cols-2 items-start gap-3">
        {customerFieldNames.filter(isHalf).map(toInput)}
      </div>
    </>
  )
}
