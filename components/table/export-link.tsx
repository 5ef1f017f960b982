import { linkLook } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'

/** Downloads what the table shows, all of it. */
export function ExportLink({ href }: { href: string }) {
  return (
    <a href={href} download className={linkLook()}>
      <Icon name="download" />
      Export CSV
    </a>
  )
}
