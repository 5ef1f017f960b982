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
