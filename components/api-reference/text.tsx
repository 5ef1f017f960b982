import { CopyText } from '@/components/kit/copy-text.client'

/** A text in which `backticks` mark what is code. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // The parts of a text never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index} className="font-mono text-[0.92em]">
        {part}
      </code>
    ),
  )
}

/** Code to read and to copy. Long lines are broken, so that nothing has to be scrolled sideways. */
export function CodeBlock({ code, copyLabel }: { code: string; copyLabel: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-hairline bg-sunken py-1.5 pr-1.5 pl-3">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {code}
      </pre>
      <CopyText text={code} label={copyLabel} />
    </div>
  )
}
