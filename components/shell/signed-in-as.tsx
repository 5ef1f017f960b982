import { Button } from '@/components/ui/button'
import { roleNames } from '@/lib/core/role-names'
import type { Staff } from '@/lib/core/staff'

type SignedInAsProps = { staff: Staff; signOut: () => Promise<void> }

export function SignedInAs({ staff, signOut }: SignedInAsProps) {
  return (
    <div className="flex flex-col gap-1">
      <p className="truncate px-2.5 text-sm text-muted" title={staff.email}>
        <span className="font-medium text-ink">{staff.name}</span> · {roleNames[staff.role]}
      </p>
      <form action={signOut}>
        <Button type="submit" look="quiet" className="w-full justify-start px-2.5! font-normal!">
          Sign out
        </Button>
      </form>
    </div>
  )
}
