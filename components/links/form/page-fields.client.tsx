import { Field, Select } from '@/components/kit/field.client'
import { languageNames } from '@/lib/core/language'
import { type CheckKind, worksForChoices, worksForWords } from '@/lib/handoff/words'
import { emptyLinkForm, type PageValues } from '@/lib/links/schema/form'

const checkTexts: Record<CheckKind, string> = {
  none: 'No check',
  email: 'They type their email address',
  digits: 'They type six digits that we mail them',
  words: 'They type two words that you read out',
}

/** Shown while days are chosen, and only then; the page needs no script for it. */
const ofDays = 'group-has-[[value="30m"]:checked]/life:hidden'
const ofMinutes = 'hidden group-has-[[value="30m"]:checked]/life:block'

type PageFieldsProps = {
  /** The checks there are; none where no link works for days. */
  checks: readonly CheckKind[]
  values?: PageValues
}

/**
 * What the customer's page is like: its language, how long it is there, and how its customer is known. Fields as the browser
 * has them, which need no script.
 */
export function PageFields({ checks, values = emptyLinkForm }: PageFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Language" error={undefined}>
        {({ id }) => (
          <Select id={id} name="language" defaultValue={values.language}>
            <option value="">Customer’s browser</option>
            {Object.entries(languageNames).map(([language, name]) => (
              <option key={language} value={language} lang={language}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <LifeFields checks={checks} values={values} />
    </div>
  )
}

/** How long the link works; one that works for days also says how its customer is known. */
function LifeFields({ checks, values }: Required<PageFieldsProps>) {
  const isOn = checks.length > 0
  return (
    <div className="group/life flex flex-col gap-4">
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">Works for</legend>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2">
          {worksForChoices.map((choice) => (
            <label
              key={choice}
              className="flex h-control items-center gap-1.5 rounded-lg border border-control-line bg-surface px-2.5 whitespace-nowrap has-checked:border-accent has-checked:bg-accent-soft has-disabled:text-muted"
            >
              <input
                type="radio"
                name="worksFor"
                value={choice}
                defaultChecked={choice === values.worksFor}
                disabled={!isOn && choice !== '30m'}
                className="size-4 shrink-0 accent-accent"
              />
              {worksForWords[choice]}
            </label>
          ))}
        </div>
        {isOn ? (
          <>
            <p className={`text-sm text-muted ${ofMinutes}`}>
              Nango’s own link, for the customer who is here now.
            </p>
            <p className={`text-sm text-muted ${ofDays}`}>
              Waits for the customer, is safe to mail, and ends when you say so.
            </p>
          </>
        ) : (
          <p className="text-sm text-muted">
            Links that wait for days need CUSTOMER_ORIGIN: an admin sets it.
          </p>
        )}
      </fieldset>
      <div className={ofDays}>
        <Field label="How they show that it is them" error={undefined}>
          {({ id }) => (
            <Select id={id} name="check" defaultValue={values.check}>
              <option value="">By their email address, where there is one</option>
              {checks.map((kind) => (
                <option key={kind} value={kind}>
                  {checkTexts[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </div>
  )
}
