import { CenteredCard } from '@/components/sign-in/centered-card'

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
