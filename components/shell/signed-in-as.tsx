import { Button } from '@/components/ui/button'
import { roleNames } from '@/lib/core/role-names'
import { routes } from '@/lib/core/routes'
import type { Staff } from '@/lib/core/staff'

export function SignedInAs({ staff }: { staff: Staff }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="truncate px-2.5 text-sm text-muted" title={staff.email}>
        <span className="font-medium text-ink">{staff.name}</span> · {roleNames[staff.role]}
      </p>
      <form action={routes.signOut()} method="post">
        <Button type="submit" look="quiet" className="w-full justify-start px-2.5! font-normal!">
          Sign out
        </Button>
      </form>
    </div>
  )
}
