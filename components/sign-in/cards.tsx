import type { ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { FailureNotice } from '@/components/kit/notice.client'
import { LogoMark, SandboxBanner } from '@/components/shell/brand'

type SignInChoice = { label: string; provider: string; role?: string }

type SignInCardProps = {
  choices: SignInChoice[]
  callbackUrl: string
  error: string | null
  isSandbox: boolean
  /** Where the forms post to. */
  action: string
}

/** One plain form per way in; none of it needs JavaScript. */
export function SignInCard({ choices, callbackUrl, error, isSandbox, action }: SignInCardProps) {
  return (
    <CenteredCard title="Sign in" isSandbox={isSandbox}>
      <p>Here you make links through which customers connect their own accounts to your product.</p>
      <p className="text-muted">
        {isSandbox
          ? 'Choose who you want to be. All of them are made up.'
          : 'Use your work account. Your role comes with it.'}
      </p>
      <FailureNotice message={error} />
      <div className="flex flex-col gap-2">
        {choices.map(({ label, provider, role }, index) => (
          <form key={`${provider} ${role ?? ''}`} action={action} method="post">
            <input type="hidden" name="provider" value={provider} />
            <input type="hidden" name="callbackUrl" value={callbackUrl} />
            {role && <input type="hidden" name="role" value={role} />}
            <Button type="submit" variant={index === 0 ? 'primary' : 'plain'} className="w-full">
              {label}
            </Button>
          </form>
        ))}
      </div>
    </CenteredCard>
  )
}

type NotAllowedProps = { admins: string[]; signOutHref: string }

/** For a person who has an account somewhere, but no place here. */
export function NotAllowed({ admins, signOutHref }: NotAllowedProps) {
  return (
    <CenteredCard title="You cannot open Connect Desk">
      <p>Your account is not on the list of people who may use it.</p>
      <WhomToAsk admins={admins} />
      <p>
        <a href={signOutHref} className="font-medium text-accent underline underline-offset-2">
          Use another account
        </a>
      </p>
    </CenteredCard>
  )
}

function WhomToAsk({ admins }: { admins: string[] }) {
  if (admins.length === 0) return <p>Ask the person who runs Connect Desk in your company to add you.</p>
  return (
    <div>
      <p>To get in, ask an admin:</p>
      <ul className="mt-1 list-disc pl-5">
        {admins.map((admin) => (
          <li key={admin}>
            <a href={`mailto:${admin}`} className="break-words text-accent underline underline-offset-2">
              {admin}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

type CenteredCardProps = { title: string; isSandbox?: boolean; children: ReactNode }

/** A page outside the shell: one card in the middle. */
function CenteredCard({ title, isSandbox = false, children }: CenteredCardProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      {isSandbox && <SandboxBanner mailboxUrl={null} />}
      <main className="m-auto flex w-full max-w-sm flex-col gap-6 px-4 py-10">
        <LogoMark />
        <section className="flex flex-col gap-4 rounded-lg border border-hairline bg-surface p-6">
          <h1 className="text-xl font-semibold">{title}</h1>
          {children}
        </section>
      </main>
    </div>
  )
}
