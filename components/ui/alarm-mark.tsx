import { Icon } from '@/components/ui/icon.client'

/** Says that something needs a look; the title says what. */
export function AlarmMark({ title }: { title: string }) {
  return (
    <span
      title={title}
      className="inline-flex h-6 items-center gap-1 rounded-full bg-status-failed-soft px-2 font-medium text-status-failed"
    >
      <Icon name="alert" className="size-3.5" />
      Alarm
    </span>
  )
}
