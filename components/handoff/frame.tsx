import type { ReactNode } from 'react'

import type { CompanyView } from '@/lib/settings/view'

type CustomerFrameProps = { company: CompanyView; title: string; children: ReactNode }

/** A page of the customer's: the company, one card, nothing else. */
export function CustomerFrame({ company, title, children }: CustomerFrameProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-lg flex-col gap-5 px-4 py-6 sm:py-14 print:py-0">
      {(company.name ?? company.logoUrl) && (
        <p className="flex min-h-10 items-center gap-3 text-lg font-semibold">
          {company.logoUrl && (
            // oxlint-disable-next-line next/no-img-element -- next/image cannot improve one small picture of ours
            <img
              src={company.logoUrl}
              alt=""
              width={40}
              height={40}
              className="size-10 rounded bg-white object-contain p-0.5"
            />
          )}
          <bdi translate="no">{company.name}</bdi>
        </p>
      )}
      <div className="flex flex-col gap-5 rounded-xl border border-hairline bg-surface p-5 sm:p-7">
        <h1 className="text-xl font-semibold text-balance wrap-anywhere">{title}</h1>
        {children}
      </div>
    </main>
  )
}
