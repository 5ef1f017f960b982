'use client'

import { Fragment, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'

import type { Choice } from '@/components/integrations/choices'
import { FieldError } from '@/components/kit/field.client'
import { FirstIcon } from '@/components/kit/first-icon.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import type { FormErrors } from '@/components/kit/use-field-errors'
import { UnshownPairs } from '@/components/links/form/pairs.client'
import { advancedInput, type AdvancedValues } from '@/lib/links/schema/form'

// This code comes after the form itself; without it, the form works all the same.

const { Part: AdvancedIntegration } = lazyPart(() =>
  import('@/components/links/form/advanced-integration.client').then((module) => module.AdvancedIntegration),
)

type DisclosureProps = {
  title: string
  hint: string
  isOpenAtFirst: boolean
  /** Opens again whenever this changes to a true value: something inside needs attention. */
  needsAttention: unknown
  children: ReactNode
}

/** A part of the form that is folded away; its inputs are sent all the same. */
function Disclosure({ title, hint, isOpenAtFirst, needsAttention, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const [isOpen] = useState(isOpenAtFirst || Boolean(needsAttention))
  useEffect(() => {
    if (needsAttention && details.current) details.current.open = true
  }, [needsAttention])
  return (
    <details ref={details} open={isOpen} className="group border-t border-hairline">
      <summary className="flex h-11 list-none items-center gap-2 rounded-lg font-medium">
        <FirstIcon
          name="chevron"
          className="size-4 -rotate-90 text-muted transition-transform group-open:rotate-0"
        />
        {title}
        <span className="font-normal text-muted tabular-nums">{hint}</span>
      </summary>
      <div className="flex flex-col gap-3 pb-4">{children}</div>
    </details>
  )
}

type AdvancedFieldsProps = {
  chosen: Choice[]
  values: Record<string, AdvancedValues>
  errors: FormErrors
}

const isSet = ({ config, scopes, params }: AdvancedValues) =>
  scopes !== '' || config.length + params.length > 0

/** Per chosen integration, what Nango should know before the customer begins. */
export function AdvancedFields({ chosen, values, errors }: AdvancedFieldsProps) {
  const hasError = Object.keys(errors.all).some((name) => name === 'advanced' || name.startsWith('advanced.'))
  return (
    <Disclosure
      title="Advanced"
      hint={chosen.length === 0 ? 'choose an integration first' : ''}
      isOpenAtFirst={Object.values(values).some(isSet)}
      needsAttention={hasError && errors.all}
    >
      <p className="text-sm text-muted">
        {chosen.length === 0
          ? 'Each chosen integration gets its settings here.'
          : 'The customer may see these values: never enter a secret.'}
      </p>
      {errors.open['advanced'] && <FieldError>{errors.open['advanced']}</FieldError>}
      <Suspense fallback={<Unshown chosen={chosen} values={values} />}>
        {chosen.map(({ key, label, takes }) => (
          <AdvancedIntegration
            key={key}
            integrationKey={key}
            name={label}
            takes={takes}
            values={values[key]}
            errors={errors}
          />
        ))}
      </Suspense>
    </Disclosure>
  )
}

/** The values of parts that are still on their way. */
function Unshown({ chosen, values }: Pick<AdvancedFieldsProps, 'chosen' | 'values'>) {
  return chosen.map(({ key }) => {
    const own = values[key]
    if (!own) return null
    const namesOf = (kind: 'config' | 'params') => ({
      key: advancedInput.pairKey(kind, key),
      value: advancedInput.pairValue(kind, key),
    })
    return (
      <Fragment key={key}>
        <input type="hidden" name={advancedInput.scopes(key)} value={own.scopes} />
        <UnshownPairs pairs={own.config} names={namesOf('config')} />
        <UnshownPairs pairs={own.params} names={namesOf('params')} />
      </Fragment>
    )
  })
}
