import type { ReactNode } from 'react'

import { Button } from '@/components/kit/button.client'
import { FirstIcon } from '@/components/kit/first-icon.client'
import { LogoMark, SandboxBanner } from '@/components/shell/brand'
import { type NavItem, NavLinks } from '@/components/shell/nav-links.client'
import { PaletteButton, Viewer } from '@/components/shell/viewer.client'
import { canCreateLinks, canManageDesk, canReadAudit, type Staff } from '@/lib/core/actor'
import { routes } from '@/lib/core/routes'
import type { CheckKind } from '@/lib/handoff/words'
import type { CompanyView } from '@/lib/settings/view'
import type { Preferences } from '@/lib/staff/view'
import { roleNames } from '@/lib/staff/words'

function SignedInAs({ staff }: { staff: Staff }) {
  return (
    <div className="flex flex-col gap-1">
      <a
        href={routes.preferences()}
        title={staff.email}
        className="rounded-lg px-2.5 py-1.5 text-sm text-muted transition-colors hover:bg-sunken hover:text-ink"
      >
        <span className="block truncate">
          <span translate="no" className="font-medium text-ink">
            {staff.name}
          </span>{' '}
          · {roleNames[staff.role]}
        </span>
        Preferences
      </a>
      <form action={routes.signOut()} method="post">
        <Button type="submit" variant="quiet" className="w-full justify-start px-2.5! font-normal!">
          Sign out
        </Button>
      </form>
    </div>
  )
}

/** The pages that a person may open. */
const pagesFor = (staff: Staff): NavItem[] => [
  ...(canCreateLinks(staff) ? [{ label: 'New link', href: routes.newLink(), icon: 'plus' } as const] : []),
  { label: 'Links', href: routes.links(), icon: 'list' },
  { label: 'Connections', href: routes.connections(), icon: 'plug' },
  ...(canReadAudit(staff) ? [{ label: 'Audit', href: routes.audit(), icon: 'shield' } as const] : []),
  ...(canManageDesk(staff) ? [{ label: 'Settings', href: routes.settings(), icon: 'sliders' } as const] : []),
]

type ShellProps = {
  staff: Staff
  preferences: Preferences
  company: CompanyView
  isSandbox: boolean
  checks: readonly CheckKind[]
  /** Where the mails of the sandbox come to; null where there is no such mailbox. */
  mailboxUrl: string | null
  children: ReactNode
}

/** The frame of every signed-in page: a sidebar, or a bar with a menu under 900 px. */
export function Shell(props: ShellProps) {
  const { staff, preferences, company, isSandbox, checks, mailboxUrl, children } = props
  const pages = pagesFor(staff)
  return (
    <Viewer
      preferences={preferences}
      company={company}
      checks={checks}
      pages={pages}
      canCreate={canCreateLinks(staff)}
    >
      <div className="min-h-dvh desk:grid desk:grid-cols-[13rem_minmax(0,1fr)]">
        <a
          href="#main"
          className="absolute top-2 left-2 z-30 -translate-y-16 rounded-lg bg-surface px-3 py-2 font-medium focus:translate-y-0"
        >
          Skip to the content
        </a>
        <header className="sticky top-0 hidden h-dvh flex-col gap-5 border-r border-hairline bg-surface p-3 desk:flex">
          <div className="px-2.5 pt-2">
            <LogoMark />
          </div>
          <PaletteButton />
          <div className="flex-1">
            <NavLinks items={pages} />
          </div>
          <SignedInAs staff={staff} />
        </header>
        <header className="sticky top-0 z-20 flex h-14 items-center justify-between border-b border-hairline bg-surface px-4 desk:hidden">
          <LogoMark />
          <details className="group">
            <summary className="flex h-control list-none items-center gap-2 rounded-lg px-3 font-medium hover:bg-sunken">
              <FirstIcon name="menu" />
              Menu
            </summary>
            <div className="absolute inset-x-0 top-full flex flex-col gap-3 border-b border-hairline bg-surface p-3 shadow-lg">
              <PaletteButton />
              <NavLinks items={pages} />
              <SignedInAs staff={staff} />
            </div>
          </details>
        </header>
        <div className="min-w-0">
          {isSandbox && <SandboxBanner mailboxUrl={mailboxUrl} />}
          <main
            id="main"
            tabIndex={-1}
            className="mx-auto max-w-[74rem] px-4 py-5 outline-none desk:px-8 desk:py-6"
          >
            {children}
          </main>
        </div>
      </div>
    </Viewer>
  )
}
