'use client'

import { type KeyboardEvent, useRef, useState } from 'react'

import { controlClass, Field } from '@/components/kit/field.client'
import { fillTypedDay } from '@/components/kit/table/typed-day'

const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' })
const unfinishedText = () => `This is not a whole day. Type it like ${day.format(new Date())}.`

/** WebKit shows today in an empty field for a day: by this mark it looks empty (see `.any-day`). */
export function markEmpty(field: HTMLInputElement) {
  field.toggleAttribute('data-empty', field.value === '' && !field.validity.badInput)
}

type DayFieldProps = { label: string; name: string; value: string }

/** A day in the viewer's zone. One of which a part is missing filters nothing, and no browser says so: the field does. */
export function DayField({ label, name, value }: DayFieldProps) {
  const [error, setError] = useState<string>()
  const typed = useRef('')
  const type = ({ currentTarget, key }: KeyboardEvent<HTMLInputElement>) => {
    typed.current = fillTypedDay(currentTarget, typed.current, key)
  }
  return (
    <Field label={label} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <div className="relative">
          <input
            id={id}
            type="date"
            name={name}
            defaultValue={value}
            data-empty={value === '' || undefined}
            aria-describedby={describedBy}
            aria-invalid={isInvalid || undefined}
            onKeyUp={type}
            onInput={({ currentTarget }) => {
              markEmpty(currentTarget)
              if (!currentTarget.validity.badInput) setError(undefined)
            }}
            onBlur={({ currentTarget }) => {
              // A part alone is no input, so nothing else has told.
              markEmpty(currentTarget)
              setError(currentTarget.validity.badInput ? unfinishedText() : undefined)
            }}
            className={controlClass}
          />
          <span aria-hidden="true" className="any-day">
            Any day
          </span>
        </div>
      )}
    </Field>
  )
}
