'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'

import type { FailureView } from '@/lib/core/failure'

const unreachable: FailureView = {
  code: 'unexpected',
  message: 'Connect Desk could not be reached. Nothing was lost; try again.',
  fieldErrors: {},
}

const otherRelease: FailureView = {
  code: 'other_release',
  message:
    'Connect Desk was updated while this page was open, so nothing was done. Reload the page to go on.',
  fieldErrors: {},
}

/** What the gate before all actions says of one that it refuses (lib/guards/request-gate.ts): a failure as JSON. */
const refusalIn = ({ message: text }: Error): FailureView | null => {
  if (!text.startsWith('{"code":')) return null
  const { message = '' }: { message?: string } = JSON.parse(text)
  return { code: 'unexpected', message, fieldErrors: {} }
}

/** Why an action gave no answer: another release does not know it, the desk's gate refused it, or nothing was reached. */
export function toFailure(error: unknown): FailureView {
  if (unstable_isUnrecognizedActionError(error)) return otherRelease
  return (error instanceof Error && refusalIn(error)) || unreachable
}

/** Told to the page before it is loaded anew: what is typed can be kept over it. */
export const reloadEvent = 'desk:reload'

/** Where the page would lead to the sign-in page nothing is kept: whoever signs in next may be somebody else. */
const reload = async () => {
  const page = window.location.href
  const answer = await fetch(page, { method: 'HEAD', redirect: 'manual', cache: 'no-store' }).catch(
    () => null,
  )
  // Without an answer a reload would lose what is typed, for nothing.
  if (!answer) return
  if (answer.ok) document.dispatchEvent(new Event(reloadEvent))
  window.location.reload()
}

/** The sentence of a failure, with what mends it where a button can. */
export function FailureText({ failure }: { failure: FailureView }) {
  if (failure.code !== 'other_release') return failure.message
  return (
    <>
      <span>{failure.message} </span>
      <button type="button" onClick={() => void reload()} className="font-medium whitespace-nowrap underline">
        Reload
      </button>
    </>
  )
}
