import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { SignInCard } from '@/components/sign-in/sign-in-card'
import { currentStaff } from '@/lib/auth/current-staff'
import { signInChoices } from '@/lib/auth/providers'
import { toSafePath } from '@/lib/core/routes'
import { signInErrorText } from '@/lib/core/sign-in-error'
import { settings } from '@/lib/settings/env'

import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Query = { callbackUrl?: string | string[]; error?: string | string[] }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl: wanted, error } = await searchParams
  const callbackUrl = toSafePath(typeof wanted === 'string' ? wanted : undefined)
  if (await currentStaff()) redirect(callbackUrl)
  return (
    <SignInCard
      choices={signInChoices()}
      callbackUrl={callbackUrl}
      error={error === undefined ? null : signInErrorText(String(error))}
      isSandbox={settings().mode === 'sandbox'}
      signIn={signInAction}
    />
  )
}
