import { Button } from '@/components/kit/button.client'
import { Notice } from '@/components/kit/notice.client'
import { CenteredCard } from '@/components/sign-in/centered-card'

export type SignInChoice = { label: string; provider: string; role?: string }

type SignInCardProps = {
  choices: SignInChoice[]
  callbackUrl: string
  error: string | null
  isSandbox: boolean
  signIn: (data: FormData) => Promise<void>
}

/** One plain form per way in; none of it needs JavaScript. */
export function SignInCard({ choices, callbackUrl, error, isSandbox, signIn }: SignInCardProps) {
  return (
    <CenteredCard title="Sign in" isSandbox={isSandbox}>
      <p className="text-muted">
        {isSandbox
          ? 'Choose who you want to be. All of them are made up.'
          : 'Use your work account. Your role comes with it.'}
      </p>
      {error && (
        <Notice tone="failure" role="alert">
          {error}
        </Notice>
      )}
      <div className="flex flex-col gap-2">
        {choices.map(({ label, provider, role }, index) => (
          <form key={`${provider} ${role ?? ''}`} action={signIn}>
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
