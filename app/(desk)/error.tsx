'use client'

import { type PageErrorProps, PageFailed } from '@/components/shell/page-failed.client'

/** When a page of the desk could not be shown. */
export default function DeskError(props: PageErrorProps) {
  return (
    <section role="alert" className="grid max-w-md gap-4">
      <PageFailed
        title="This page could not be shown"
        text="Connect Desk could not read what it needs, most likely from its database. Nothing was changed."
        {...props}
      />
    </section>
  )
}
