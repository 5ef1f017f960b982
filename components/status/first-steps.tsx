import Link from 'next/link'
import type { ComponentProps } from 'react'

import { buttonClass } from '@/components/kit/button.client'
import { PageTitle } from '@/components/kit/page.client'
import { Checklist } from '@/components/status/checklist'
import { routes } from '@/lib/core/routes'

/** What an admin sees before the form as long as no link can do its work. */
export function FirstSteps(checklist: ComponentProps<typeof Checklist>) {
  return (
    <>
      <PageTitle
        action={
          <Link href={routes.newLinkAnyway()} prefetch={false} className={buttonClass('primary')}>
            Go on to New link
          </Link>
        }
        about="Until this is mended, links do not work for customers. Nobody but admins sees this page."
      >
        Before the next link
      </PageTitle>
      <div className="flex flex-col gap-4">
        <Checklist heading="h2" {...checklist} />
      </div>
    </>
  )
}
