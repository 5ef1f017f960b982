import type { ComponentProps } from 'react'

import { Section } from '@/components/kit/section/section'
import { StaffTable } from '@/components/staff/table.client'

/** Who may come in, and as what. */
export function StaffSection(props: ComponentProps<typeof StaffTable>) {
  return (
    <Section title="Staff">
      <StaffTable {...props} />
    </Section>
  )
}
