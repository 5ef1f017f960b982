import { TextField } from '@/components/ui/text-field'
import type { FieldErrors } from '@/lib/core/failure'
import type { LinkFormValues } from '@/lib/core/link-form'

type CustomerFieldsProps = { values: LinkFormValues; errors: FieldErrors }

/** Who the link is for. */
export function CustomerFields({ values, errors }: CustomerFieldsProps) {
  const wire = (
    name: 'customerId' | 'email' | 'displayName' | 'organizationId' | 'organizationName',
    label: string,
  ) => ({ name, label, error: errors[name], defaultValue: values[name] })
  return (
    <>
      <TextField {...wire('customerId', 'Customer ID')} required className="font-mono" />
      <TextField {...wire('email', 'Email')} type="email" />
      <TextField {...wire('displayName', 'Display name')} />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField {...wire('organizationId', 'Organization ID')} className="font-mono" />
        <TextField {...wire('organizationName', 'Organization name')} />
      </div>
    </>
  )
}
