import { type RefObject, useRef, useState } from 'react'

import { readQrOutline } from '@/components/link-card/read-qr-outline'
import { saveQrPng, saveQrSvg } from '@/components/link-card/save-qr'
import { useDismiss } from '@/components/link-card/use-dismiss'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon.client'

type DownloadQrProps = { codeRef: RefObject<HTMLElement | null>; fileName: string; onSave: () => void }

const formats = [
  { name: 'PNG', save: saveQrPng },
  { name: 'SVG', save: saveQrSvg },
]

/** A button that unfolds into one button a format. */
export function DownloadQr({ codeRef, fileName, onSave }: DownloadQrProps) {
  const [isOpen, setIsOpen] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (givesFocusBack: boolean) => {
    setIsOpen(false)
    if (givesFocusBack) opener.current?.focus()
  }
  const save = (format: (typeof formats)[number]) => {
    const outline = codeRef.current && readQrOutline(codeRef.current)
    if (outline) {
      format.save(outline, fileName)
      onSave()
    }
    close(true)
  }
  useDismiss(holder, isOpen, close)
  return (
    <div ref={holder} className="relative">
      <Button ref={opener} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="w-full">
        <Icon name="download" />
        Download QR
        <Icon name="chevron" className="size-3.5" />
      </Button>
      {isOpen && (
        <div className="absolute inset-x-0 top-full z-10 mt-1 flex min-w-32 flex-col rounded-lg border border-hairline bg-surface p-1 shadow-lg">
          {formats.map((format) => (
            <Button
              key={format.name}
              look="quiet"
              aria-label={`Download QR as ${format.name}`}
              onClick={() => save(format)}
              className="justify-start!"
            >
              {format.name}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
