import { Suspense, useState } from 'react'

import { FieldError } from '@/components/kit/field.client'
import { lazyPart } from '@/components/kit/lazy-part.client'
import { useHandoffs } from '@/components/shell/viewer.client'
import { worksForChoices, worksForWords } from '@/lib/handoff/words'

const { Part: CheckField } = lazyPart(() =>
  import('@/components/links/form/check-field.client').then((module) => module.CheckField),
)

type LifeFieldProps = { worksFor: string; check: string; errors: Record<string, string> }

/** How long the link works; one that works for days also says how its customer is known. */
export function LifeField({ worksFor, check, errors }: LifeFieldProps) {
  const [chosen, setChosen] = useState(worksFor)
  const isOn = useHandoffs()
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">Works for</legend>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2">
          {worksForChoices.map((choice) => (
            <label
              key={choice}
              className="flex h-control items-center gap-2 rounded-lg border border-control-line bg-surface px-2.5 whitespace-nowrap has-checked:border-accent has-checked:bg-accent-soft has-disabled:text-muted"
            >
              <input
                type="radio"
                name="worksFor"
                value={choice}
                checked={chosen === choice}
                onChange={() => setChosen(choice)}
                disabled={!isOn && choice !== '30m'}
                className="size-4 shrink-0 accent-accent"
              />
              {worksForWords[choice]}
            </label>
          ))}
        </div>
        <p className="text-sm text-muted">{hintOf(chosen, isOn)}</p>
        {errors['worksFor'] && <FieldError>{errors['worksFor']}</FieldError>}
      </fieldset>
      <Suspense>{chosen !== '30m' && <CheckField check={check} error={errors['check']} />}</Suspense>
    </div>
  )
}

const hintOf = (chosen: string, isOn: boolean) => {
  if (!isOn) return 'Links that wait for days need CUSTOMER_ORIGIN: an admin sets it.'
  return chosen === '30m'
    ? 'Nango’s own link, for the customer who is here now.'
    : 'Waits for the customer, is safe to mail, and ends when you say so.'
}
