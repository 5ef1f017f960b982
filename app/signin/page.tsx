import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { SignInCard } from '@/components/sign-in/cards'
import { routes, toSafePath } from '@/lib/core/routes'
import { settings } from '@/lib/settings/env'
import { currentStaff } from '@/lib/staff/sign-in/current'
import { signInChoices } from '@/lib/staff/sign-in/providers'
import { signInErrorText } from '@/lib/staff/words'

export const metadata: Metadata = { title: 'Sign in' }

type Query = { callbackUrl?: string | string[]; error?: string | string[] }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl: wanted, error } = await searchParams
  const callbackUrl = toSafePath(typeof wanted === 'string' ? wanted : undefined)
  if (await currentStaff()) redirect(callbackUrl)
  const { appOrigin, mode } = settings()
  return (
    <SignInCard
      choices={signInChoices()}
      callbackUrl={callbackUrl}
      error={error === undefined ? null : signInErrorText(String(error), appOrigin)}
      isSandbox={mode === 'sandbox'}
      action={routes.beginSignIn()}
    />
  )
}
