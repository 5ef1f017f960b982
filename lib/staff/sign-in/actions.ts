'use server'

import { redirect } from 'next/navigation'

import { signInFromForm } from '@/lib/guards/sign-in'

/** The buttons of the sign-in page: plain forms, so that they work without client-side JavaScript. */
export async function signInAction(data: FormData) {
  redirect(await signInFromForm(data))
}
