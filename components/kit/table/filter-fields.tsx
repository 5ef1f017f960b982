import { controlClass, Field } from '@/components/kit/field.client'
import { Icon, type IconName } from '@/components/kit/icon.client'

type Option = { value: string; label: string }

type FilterSelectProps = {
  label: string
  name: string
  /** What stands for no filter, such as "Any status". */
  any: string
  value: string
  options: Option[]
}

/** One choice of several. A value that is no option any more still stands. */
export function FilterSelect({ label, name, any, value, options }: FilterSelectProps) {
  const isKnown = value === '' || options.some((option) => option.value === value)
  return (
    <Field label={label} error={undefined}>
      {({ id }) => (
        <Framed icon="chevron">
          <select id={id} name={name} defaultValue={value} className={`${controlClass} appearance-none pr-9`}>
            <option value="">{any}</option>
            {!isKnown && <option value={value}>{value}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </Framed>
      )}
    </Field>
  )
}

type FilterTextProps = { label: string; name: string; value: string; placeholder?: string; hint?: string }

/** A search box. */
export function FilterSearch({ label, name, value, placeholder, hint }: FilterTextProps) {
  return (
    <Field label={label} error={undefined} {...(hint ? { hint } : {})}>
      {({ id, describedBy }) => (
        <input
          id={id}
          type="search"
          name={name}
          defaultValue={value}
          placeholder={placeholder}
          aria-describedby={describedBy}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className={controlClass}
        />
      )}
    </Field>
  )
}

/** A day in the viewer's zone. */
export function FilterDay({ label, name, value }: FilterTextProps) {
  return (
    <Field label={label} error={undefined}>
      {({ id }) => <input id={id} type="date" name={name} defaultValue={value} className={controlClass} />}
    </Field>
  )
}

function Framed({ icon, children }: { icon: IconName; children: React.ReactNode }) {
  return (
    <div className="relative">
      {children}
      <Icon
        name={icon}
        className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted"
      />
    </div>
  )
}
