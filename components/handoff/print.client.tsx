'use client'

import { Button } from '@/components/kit/button.client'

export function PrintButton({ text }: { text: string }) {
  return (
    <Button className="self-start print:hidden" onClick={() => window.print()}>
      {text}
    </Button>
  )
}
