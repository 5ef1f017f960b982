'use client'

import { type PageErrorProps, PageFailed } from '@/components/shell/page-failed.client'

import './globals.css'

/** The last resort, when even the layout could not be shown. */
export default function GlobalError(props: PageErrorProps) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="mx-auto grid max-w-md gap-4 px-4 py-24">
          <PageFailed
            title="Connect Desk cannot be shown just now"
            text="Its database may not answer. Nothing was changed."
            {...props}
          />
        </main>
      </body>
    </html>
  )
}
