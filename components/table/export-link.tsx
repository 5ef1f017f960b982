import { linkLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'

/** Downloads what the table shows, all of it. Without `download`, so that a refusal leads back to the page and is read. */
export function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} className={linkLook()}>
      <Icon name="download" />
      Export CSV
    </a>
  )
}
