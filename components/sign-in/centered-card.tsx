import type { ReactNode } from 'react'

import { LogoMark } from '@/components/shell/logo-mark'
import { SandboxBanner } from '@/components/shell/sandbox-banner'

type CenteredCardProps = { title: string; isSandbox?: boolean; children: ReactNode }

/** A page outside the shell: one card in the middle. */
export function CenteredCard({ title, isSandbox = false, children }: CenteredCardProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      {isSandbox && <SandboxBanner />}
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
