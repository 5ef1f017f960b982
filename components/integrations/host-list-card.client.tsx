'use client'

import { type SubmitEvent, useRef, useState } from 'react'

import { Button } from '@/components/kit/button.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { TextField } from '@/components/kit/text-field.client'
import { useRefreshingAnswer } from '@/components/kit/use-answer.client'
import { changeHostListAction } from '@/lib/integrations/actions'
import type { HostListView } from '@/lib/integrations/view'

/** The hosts of one integration, to add to and to take from. */
export function HostListCard({ list }: { list: HostListView }) {
  const { key, label, entries, fields } = list
  return (
    <li aria-label={label} className="rounded-lg border border-hairline bg-surface p-3">
      <h3 className="font-medium">{label}</h3>
      <p className="mb-2 text-sm wrap-anywhere text-muted">
        {fields.length > 0 ? fields.join(', ') : 'No value of it decides the host now.'}
      </p>
      {entries.length === 0 ? (
        <p className="mb-3 text-sm">Nothing is listed: only admins can set a host for a link.</p>
      ) : (
        <ul
          aria-label={`Hosts of ${label}`}
          className="mb-3 divide-y divide-hairline border-y border-hairline"
        >
          {entries.map((entry) => (
            <Entry key={entry} integration={key} entry={entry} />
          ))}
        </ul>
      )}
      {fields.length > 0 && <AddHost integration={key} label={label} />}
    </li>
  )
}

type EntryProps = { integration: string; entry: string }

function Entry({ integration, entry }: EntryProps) {
  const { run, isPending, message } = useRefreshingAnswer(() =>
    changeHostListAction({ integration, entry, isListed: false }),
  )
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <span className="min-w-0 flex-1 font-mono text-sm wrap-anywhere">
        {entry.startsWith('.') && <span className="font-sans text-muted">all below </span>}
        {entry}
      </span>
      <Button
        variant="danger"
        className="h-8! pointer-coarse:h-control!"
        aria-label={`Remove ${entry}`}
        isPending={isPending}
        pendingText="Removing…"
        onClick={run}
      >
        Remove
      </Button>
      <FailureNotice message={message} className="w-full" />
    </li>
  )
}

type AddHostProps = { integration: string; label: string }

function AddHost({ integration, label }: AddHostProps) {
  const [entry, setEntry] = useState('')
  const input = useRef<HTMLFormElement>(null)
  const { run, isPending, failure } = useRefreshingAnswer(
    () => changeHostListAction({ integration, entry, isListed: true }),
    () => {
      setEntry('')
      input.current?.querySelector('input')?.focus()
    },
  )
  const error = failure?.fieldErrors['entry'] ?? failure?.message
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    run()
  }
  return (
    <form ref={input} onSubmit={submit} noValidate className="flex flex-col gap-2 sm:flex-row sm:items-start">
      <div className="min-w-0 flex-1">
        <TextField
          label={`Host for ${label}`}
          hint="One host, such as acme.example.com, or all below one: .my.example.com"
          error={error}
          value={entry}
          autoCapitalize="off"
          onChange={({ target }) => setEntry(target.value)}
          className="font-mono text-sm"
        />
      </div>
      <Button type="submit" isPending={isPending} pendingText="Adding…" className="sm:mt-6">
        Add host
      </Button>
    </form>
  )
}
